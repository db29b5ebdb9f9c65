package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What groundswell.jar is quiet about on one machine. */
class LoggingTest {
  /** The levels by the loggers' names. */
  private static Map<String, String> levels() throws Exception {
    Properties properties = new Properties();
    try (InputStream in = LoggingTest.class.getResourceAsStream("/log4j2.properties")) {
      properties.load(in);
    }
    Map<String, String> levels = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith("logger.") && key.endsWith(".name")) {
        String level = key.replaceFirst("name$", "level");
        levels.put(properties.getProperty(key), properties.getProperty(level));
      }
    }
    return levels;
  }

  private static boolean exists(String name) {
    try {
      return Class.forName(name, false, LoggingTest.class.getClassLoader()) != null;
    } catch (ClassNotFoundException e) {
      return LoggingTest.class.getClassLoader().getResource(name.replace('.', '/')) != null;
    }
  }

  @Test
  void everyLoggerIsOfAClassOrAPackageThatThereIs() throws Exception {
    List<String> missing = levels().keySet().stream().filter(name -> !exists(name)).toList();
    assertThat(missing).isEmpty();
    assertThat(exists("kafka.server.NoSuchClass")).isFalse();
  }

  @Test
  void theTopicOfTransactionsThatManyMakeAtOnceIsNoNews() throws Exception {
    assertThat(levels()).containsEntry("kafka.server.DefaultAutoTopicCreationManager", "error");
  }
}
