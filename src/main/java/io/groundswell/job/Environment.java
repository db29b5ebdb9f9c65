package io.groundswell.job;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;

/** What every run of the pipeline demands of Flink's configuration, on a cluster or not. */
public final class Environment {
  /**
   * The number of key groups: the most subtasks that a keyed step can ever be spread over. It is
   * part of a savepoint and cannot change.
   */
  public static final int MAX_PARALLELISM = 720;

  private Environment() {}

  /** State in RocksDB with incremental checkpoints; nothing through Kryo, no step without a uid. */
  public static Configuration defaults() {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // What has been told ahead rests on all subtasks being at one watermark at a checkpoint.
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    // Who comes for the first time is looked for in vain: to know that without reading a file
    // halves
    // what a look takes.
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    return configuration;
  }
}
