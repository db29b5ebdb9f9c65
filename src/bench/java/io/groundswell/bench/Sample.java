package io.groundswell.bench;

/**
 * How far a run had come at an instant.
 *
 * @param nanos the instant, ns
 * @param events records taken in so far
 * @param cpu CPU time that the job's process has used, ns
 * @param brokerCpu likewise the broker's
 * @param machineCpu likewise all processes of the machine
 */
record Sample(long nanos, long events, long cpu, long brokerCpu, long machineCpu) {}
