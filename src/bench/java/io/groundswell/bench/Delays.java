package io.groundswell.bench;

/**
 * How long alerts were on their way, beyond what the semantics demand.
 *
 * @param guarantee of delivery
 * @param checkpointSeconds between checkpoints
 * @param rateAsked engagements/s
 * @param rate engagements/s that were written
 * @param reader read_committed or read_uncommitted
 * @param alerts how many were measured
 * @param p50 half came within so many ms
 * @param p99 99 of 100
 * @param p999 999 of 1000
 * @param max all
 * @param othersCpuSeconds CPU that neither job, broker nor this process used meanwhile
 */
record Delays(
    String guarantee,
    double checkpointSeconds,
    double rateAsked,
    double rate,
    String reader,
    long alerts,
    double p50,
    double p99,
    double p999,
    double max,
    double othersCpuSeconds) {}
