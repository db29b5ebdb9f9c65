/**
 * Measurements, run by hand and never by the build: what the state weighs. {@code docs/state.md}
 * has the figures and the commands.
 */
package io.groundswell.measure;
