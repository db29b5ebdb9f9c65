/**
 * The extract that the demo replays: a composition of real, public parts (shares of retweet
 * cascades, interaction counts of a brand's posts, ad figures, a petition's counter) into one
 * evening and one day of three fictitious pages. What is real and what is reconstructed, field by
 * field, is said in {@code docs/data.md}.
 *
 * <p>The way of the data: {@link io.groundswell.local.dataset.RealData} reads the sources, {@link
 * io.groundswell.local.dataset.Scenario} says what to make of them, {@link
 * io.groundswell.local.dataset.Composer} puts them together into an {@link
 * io.groundswell.local.dataset.Extract}. Everything random takes the scenario's seed and uses
 * {@link java.util.Random}, whose algorithm is part of Java's contract, and {@link
 * java.lang.StrictMath}: the same sources give the same lines on every machine.
 */
package io.groundswell.local.dataset;
