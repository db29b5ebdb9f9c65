package io.groundswell.privacy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendFactory;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend.RocksDbKvStateInfo;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.RocksDB;

/** State in RocksDB as ever, with a hand that compacts it at a given moment. */
final class Compacting implements StateBackend {
  private static final long serialVersionUID = 1L;
  private static final List<RocksDBKeyedStateBackend<?>> OPEN = new CopyOnWriteArrayList<>();

  private final EmbeddedRocksDBStateBackend rocksdb;

  private Compacting(EmbeddedRocksDBStateBackend rocksdb) {
    this.rocksdb = rocksdb;
  }

  /** What the option {@code state.backend.type} names. */
  public static final class Factory implements StateBackendFactory<Compacting> {
    @Override
    public Compacting createFromConfig(ReadableConfig config, ClassLoader classes) {
      return new Compacting(new EmbeddedRocksDBStateBackend().configure(config, classes));
    }
  }

  /** Before a run: those of the last one are closed. */
  static void reset() {
    OPEN.clear();
  }

  /** Compacts all that is open, to the last level. */
  static void compact() throws Exception {
    try (CompactRangeOptions options = new CompactRangeOptions()) {
      options.setBottommostLevelCompaction(BottommostLevelCompaction.kForce);
      for (RocksDBKeyedStateBackend<?> backend : OPEN) {
        RocksDB db = (RocksDB) field("db").get(backend);
        Map<?, ?> states = (Map<?, ?>) field("kvStateInformation").get(backend);
        for (Object state : states.values()) {
          db.compactRange(((RocksDbKvStateInfo) state).columnFamilyHandle, null, null, options);
        }
      }
    }
  }

  private static Field field(String name) throws NoSuchFieldException {
    Field field = RocksDBKeyedStateBackend.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  @Override
  public <K> CheckpointableKeyedStateBackend<K> createKeyedStateBackend(
      KeyedStateBackendParameters<K> parameters) throws IOException {
    CheckpointableKeyedStateBackend<K> backend = rocksdb.createKeyedStateBackend(parameters);
    OPEN.add((RocksDBKeyedStateBackend<K>) backend);
    return backend;
  }

  @Override
  public OperatorStateBackend createOperatorStateBackend(OperatorStateBackendParameters parameters)
      throws Exception {
    return rocksdb.createOperatorStateBackend(parameters);
  }

  @Override
  public boolean useManagedMemory() {
    return rocksdb.useManagedMemory();
  }

  @Override
  public boolean supportsNoClaimRestoreMode() {
    return rocksdb.supportsNoClaimRestoreMode();
  }

  @Override
  public boolean supportsSavepointFormat(
      org.apache.flink.core.execution.SavepointFormatType format) {
    return rocksdb.supportsSavepointFormat(format);
  }
}
