/**
 * Every clause of momentum.md has a test with its name and figures worked out by hand. Here a
 * replay says what there is to say; what only a live run, or a state, can show is elsewhere:
 *
 * <ul>
 *   <li>Section 1, dead letters on Kafka, {@code max-future}, and more than {@code remember} behind
 *       the watermark: {@code launch.DeadLettersTest}, {@code job.RouteFunctionTest}, {@code
 *       job.SupporterFunctionTest}, {@code kafka.RecordsTest}; every kind of garbage: {@code
 *       local.replay.ReplayAgainstOracleTest}.
 *   <li>Section 2, silence and the wall clock: {@code launch.NightTest}, {@code
 *       job.ClockOperatorTest}; a fact later than {@code disorder}: {@code
 *       job.SupporterFunctionTest}, {@code job.MomentumOperatorTest}, {@code launch.RulesTest}; the
 *       same facts, the same alerts: {@code local.replay.ReplayInvariantsTest}, {@code
 *       launch.ExactlyOnceTest}, {@code launch.DisorderTest}.
 *   <li>Section 3, of two adds that differ in {@code ad} or {@code via} only, which no result
 *       shows: {@code supporter.ClickTest}.
 *   <li>Section 6, rules at run time and a tombstone: {@code launch.RulesTest}; how long rules are
 *       kept: {@code rule.RulesPropertyTest}, {@code job.SupporterFunctionTest}.
 *   <li>Section 7, the stream of supporters: {@code supporter.SupporterPropertyTest}.
 * </ul>
 */
package io.groundswell.clauses;
