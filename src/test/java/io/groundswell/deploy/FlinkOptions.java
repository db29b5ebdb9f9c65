package io.groundswell.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** Flink's own options: a name that it does not know is ignored by it, and an error here. */
final class FlinkOptions {
  private static final List<Class<?>> CLASSES =
      List.of(
          CheckpointingOptions.class,
          CoreOptions.class,
          HeartbeatManagerOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          SecurityOptions.class,
          StateBackendOptions.class,
          StateRecoveryOptions.class,
          TaskManagerOptions.class,
          WebOptions.class,
          org.apache.flink.configuration.BlobServerOptions.class,
          org.apache.flink.configuration.MetricOptions.class,
          org.apache.flink.state.rocksdb.RocksDBConfigurableOptions.class,
          org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions.class);

  /** Names with a part of one's own, and those of the operator's that the manifest uses. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "metrics\\.reporter\\.[a-z]+\\.(factory\\.class|port|scope\\.variables\\.excludes)"
              + "|kubernetes\\.operator\\.(savepoint\\.format\\.type|savepoint\\.history\\.max\\.(count|age)"
              + "|periodic\\.savepoint\\.interval|job\\.upgrade\\.last-state\\.max\\.allowed\\.checkpoint\\.age"
              + "|cluster\\.health-check\\.(enabled|checkpoint-progress\\.(enabled|window)))"
              + "|job\\.autoscaler\\.(enabled|stabilization\\.interval|metrics\\.window|utilization\\.target"
              + "|restart\\.time|vertex\\.max-parallelism)");

  private FlinkOptions() {}

  private static Map<String, ConfigOption<?>> known() throws IllegalAccessException {
    Map<String, ConfigOption<?>> known = new TreeMap<>();
    for (Class<?> each : CLASSES) {
      for (Field field : each.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          known.put(option.key(), option);
        }
      }
    }
    return known;
  }

  /** What is wrong with names or values. */
  static List<String> problems(Map<String, String> options) throws IllegalAccessException {
    Map<String, ConfigOption<?>> known = known();
    return options.entrySet().stream()
        .flatMap(
            each -> {
              ConfigOption<?> option = known.get(each.getKey());
              if (option == null) {
                return OTHERS.matcher(each.getKey()).matches()
                    ? Stream.empty()
                    : Stream.of(each.getKey() + " is no option");
              }
              Configuration configuration = new Configuration();
              configuration.setString(each.getKey(), each.getValue());
              try {
                configuration.getOptional(option);
                return Stream.empty();
              } catch (IllegalArgumentException e) {
                return Stream.of(e.getMessage());
              }
            })
        .toList();
  }
}
