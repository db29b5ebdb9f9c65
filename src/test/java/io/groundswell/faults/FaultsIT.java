package io.groundswell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.faults.Trial.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fault suite in short: once each of what an operator meets first, on the jars as packaged.
 * {@code .ci/faults} is the long form.
 */
class FaultsIT {
  private static Faults faults;

  @BeforeAll
  static void start() throws Exception {
    faults = Faults.start(40_000);
  }

  @AfterAll
  static void close() throws Exception {
    faults.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"KILL_TASKMANAGER", "KILL_JOBMANAGER", "POISON", "RESCALE"})
  void alertsAreThoseOfAnUndisturbedReplay(Fault fault) throws Exception {
    Outcome outcome = faults.run(fault, 1, 5);
    assertThat(outcome.verdict())
        .isEqualTo(new Verdict(outcome.verdict().alerts(), 0, 0, 0, true, true));
    assertThat(outcome.verdict().alerts()).isGreaterThan(20);
    assertThat(outcome.letters()).isEqualTo(outcome.lettersDue());
    assertThat(outcome.good()).as("each blow within the load: %s", outcome).isTrue();
  }
}
