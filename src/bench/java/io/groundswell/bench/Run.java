package io.groundswell.bench;

import java.util.List;

/**
 * What one run of one row came to.
 *
 * @param row its letter
 * @param complete whether all was read; else the cap cut it short
 * @param events records taken in
 * @param seconds from the first to the last
 * @param rate events/s
 * @param rateSecondHalf events/s in the second half of that time, when the JVM is warm
 * @param cpuMicros CPU of the job's process per event, microseconds
 * @param cpuMicrosSecondHalf likewise in the second half
 * @param brokerCpuMicros CPU of the broker's process per event, microseconds
 * @param othersCpuSeconds CPU that neither used: a run with much of it was disturbed
 * @param peakMemory resident memory of the job's process at its peak, bytes
 * @param stateBytes all state, as the last checkpoint counts it (Kafka Streams: its folder)
 * @param checkpointBytes what a checkpoint uploads, the mean (Kafka Streams: what went to the
 *     changelogs, all in all)
 * @param checkpoints how many completed
 * @param diskBytes the local RocksDB at its largest
 */
record Run(
    String row,
    boolean complete,
    long events,
    double seconds,
    double rate,
    double rateSecondHalf,
    double cpuMicros,
    double cpuMicrosSecondHalf,
    double brokerCpuMicros,
    double othersCpuSeconds,
    long peakMemory,
    long stateBytes,
    long checkpointBytes,
    long checkpoints,
    long diskBytes) {

  /** What a run's samples and sizes come to. */
  static Run of(String row, boolean complete, List<Sample> samples, Sizes sizes) {
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    long middle = first.nanos() + (last.nanos() - first.nanos()) / 2;
    Sample half = first;
    for (Sample each : samples) {
      if (each.nanos() > middle) {
        break;
      }
      half = each;
    }
    long events = last.events() - first.events();
    long others =
        (last.machineCpu() - first.machineCpu())
            - (last.cpu() - first.cpu())
            - (last.brokerCpu() - first.brokerCpu());
    return new Run(
        row,
        complete,
        last.events(),
        (last.nanos() - first.nanos()) / 1e9,
        rate(first, last),
        rate(half, last),
        micros(last.cpu() - first.cpu(), events),
        micros(last.cpu() - half.cpu(), last.events() - half.events()),
        micros(last.brokerCpu() - first.brokerCpu(), events),
        Math.max(0, others / 1e9),
        sizes.peakMemory(),
        sizes.stateBytes(),
        sizes.checkpointBytes(),
        sizes.checkpoints(),
        sizes.diskBytes());
  }

  private static double rate(Sample from, Sample to) {
    return (to.events() - from.events()) * 1e9 / Math.max(1, to.nanos() - from.nanos());
  }

  private static double micros(long nanos, long events) {
    return nanos / 1e3 / Math.max(1, events);
  }

  /** The sizes of a run, as in {@link Run}. */
  record Sizes(
      long peakMemory, long stateBytes, long checkpointBytes, long checkpoints, long diskBytes) {}
}
