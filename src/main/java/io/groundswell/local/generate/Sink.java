package io.groundswell.local.generate;

import io.groundswell.event.Topic;
import java.io.IOException;

/** Where generated records go, in the order in which they arrive. */
interface Sink extends AutoCloseable {
  /**
   * Takes one record.
   *
   * @param topic where it goes
   * @param key the record's key on Kafka
   * @param time the fact's time, epoch ms
   * @param arrival when it arrives in event time, epoch ms; never falls
   * @param value the JSON object, UTF-8
   */
  void accept(Topic topic, String key, long time, long arrival, byte[] value) throws IOException;

  /** All records were given: what was written stands. */
  void finish() throws IOException;

  /** Lets go of files and connections; without {@link #finish} before it the run failed. */
  @Override
  void close() throws IOException;
}
