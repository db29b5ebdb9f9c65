package io.groundswell.bench;

/** What is measured side by side; the order is that of the table. */
enum Row {
  A("a", "the whole job", "groundswell as it ships: exactly-once, RocksDB, results to Kafka"),
  B("b", "Kafka to nowhere", "Flink's Kafka source, the bytes dropped"),
  C("c", "+ parse", "each value read by the job's own FactReader"),
  D("d", "+ keyBy", "dealt out by (page, supporter), with the job's own serializer"),
  E("e", "+ one RocksDB read and write: the limit", "a 24-byte ValueState per (page, supporter)"),
  E_RESULTS("e-results", "(e) + ready results", "as many as the job's and as long, not worked out"),
  E_LEAN("e-lean", "the same limit, leaner", "29-byte records, a 64-bit hash as the key"),
  F("f", "Flink SQL, HOP 1 h / 1 min", "per supporter and per post, organic and sponsored"),
  G("g", "DataStream, sliding 1 h / 1 min", "per supporter and per post, organic and sponsored"),
  H("h", "Kafka Streams, hopping 1 h / 1 min", "per supporter and per post, organic and sponsored");

  private final String letter;
  private final String title;
  private final String description;

  Row(String letter, String title, String description) {
    this.letter = letter;
    this.title = title;
    this.description = description;
  }

  /** Its name on the command line and in the results. */
  String letter() {
    return letter;
  }

  /** What stands in the table. */
  String title() {
    return title;
  }

  /** What it does, in a line. */
  String description() {
    return description;
  }

  /** Whether it is what one would write instead. */
  boolean isAlternative() {
    return this == F || this == G || this == H;
  }

  /** The row of a name. */
  static Row of(String letter) {
    for (Row row : values()) {
      if (row.letter.equals(letter)) {
        return row;
      }
    }
    throw new IllegalArgumentException(
        "a row must be one of a to h, e-results or e-lean, is " + letter);
  }
}
