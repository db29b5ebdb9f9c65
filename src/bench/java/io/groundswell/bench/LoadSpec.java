package io.groundswell.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * What a load is made of. The same values give the same bytes.
 *
 * @param seed of all that is drawn
 * @param events engagements
 * @param minutes of event time that they are spread over, evenly
 * @param posts live posts, their popularity by Zipf's law with exponent 1.1
 * @param pages pages that the posts belong to, in turn
 * @param supporters supporters, each of one page
 * @param zipf whether some supporters come far more often than others, else all alike
 * @param viral whether one post gets half of all events
 */
record LoadSpec(
    long seed,
    long events,
    int minutes,
    int posts,
    int pages,
    int supporters,
    boolean zipf,
    boolean viral) {

  /** Partitions of each topic. */
  static final int PARTITIONS = 4;

  /** What stands before the topics' names: another load has other topics. */
  String topicPrefix() {
    CRC32 crc = new CRC32();
    crc.update((Load.VERSION + toString()).getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "load-%08x-", crc.getValue());
  }
}
