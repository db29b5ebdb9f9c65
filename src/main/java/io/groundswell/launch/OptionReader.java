package io.groundswell.launch;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads options: from a file first, then the environment, then the command line, the later word
 * standing. Every word must be known and every value right; the error names the rule, the value and
 * where it came from.
 */
final class OptionReader {
  private static final String CONFIG = "config";

  private record Word(String text, String from) {}

  private final Map<String, Word> words = new LinkedHashMap<>();

  private OptionReader() {}

  /**
   * What is set.
   *
   * @param arguments {@code --name value} or {@code --name=value}; {@code --config FILE} names a
   *     file, .properties, .yaml or .yml
   * @param environment the variables of the process
   * @throws IllegalArgumentException where something is unknown or wrong
   */
  static OptionReader of(String[] arguments, Map<String, String> environment) {
    OptionReader reader = new OptionReader();
    Map<String, String> line = commandLine(arguments);
    String file = line.remove(CONFIG);
    if (file != null) {
      reader.file(Path.of(file));
    }
    environment.forEach(reader::variable);
    line.forEach((name, value) -> reader.put(name, value, "--" + name));
    for (Option<?> option : Options.ALL) {
      reader.get(option);
    }
    return reader;
  }

  private static Map<String, String> commandLine(String[] arguments) {
    Map<String, String> line = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String word = arguments[i];
      int equal = word.indexOf('=');
      if (!word.startsWith("--")) {
        // Behind the sign may stand a secret.
        String shown = equal < 0 ? word : word.substring(0, equal) + "=...";
        throw new IllegalArgumentException("options must begin with --, is " + shown);
      }
      String name = word.substring(2, equal < 0 ? word.length() : equal);
      if (Secrets.isSecret(name)) {
        // Before the next word is looked at, which may be a part of it.
        throw new IllegalArgumentException(
            "--"
                + name
                + " is a secret and must come from the environment or a file:"
                + " the command line is seen by everyone on the machine");
      }
      if (equal < 0 && i + 1 == arguments.length) {
        throw new IllegalArgumentException("--" + name + " must have a value, has none");
      }
      line.put(name, equal < 0 ? arguments[++i] : word.substring(equal + 1));
    }
    return line;
  }

  private void file(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        Object root = new Load(LoadSettings.builder().build()).loadFromReader(in);
        if (root != null) {
          yaml("", root, file);
        }
      } else if (name.endsWith(".properties")) {
        Properties properties = new Properties();
        properties.load(in);
        for (String key : properties.stringPropertyNames()) {
          put(key, properties.getProperty(key), file.toString());
        }
      } else {
        throw new IllegalArgumentException(
            "--config must be a .properties, .yaml or .yml file, is " + file);
      }
    } catch (YamlEngineException e) {
      // Its message shows the line, in which a secret may stand: neither it nor the cause is told.
      throw new IllegalArgumentException("--config " + file + " must be YAML" + place(e));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static String place(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(mark -> ", is not at line " + (mark.getLine() + 1)).orElse("")
        : "";
  }

  /** Nested names are joined by dots. */
  private void yaml(String name, Object value, Path file) {
    if (Secrets.isSecret(name) && (value instanceof Map || value instanceof Iterable)) {
      throw new IllegalArgumentException(name + " must be one value (from " + file + ")");
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> yaml(name.isEmpty() ? "" + key : name + "." + key, inner, file));
    } else if (value == null) {
      throw new IllegalArgumentException(name + " must have a value, has none (from " + file + ")");
    } else if (name.isEmpty()) {
      throw new IllegalArgumentException("--config " + file + " must be names and values");
    } else {
      put(name, String.valueOf(value), file.toString());
    }
  }

  private void variable(String variable, String value) {
    // Kubernetes tells every pod of a Service called groundswell by variables that begin alike.
    if (!variable.startsWith(Options.ENVIRONMENT)
        || variable.matches(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_.*)")) {
      return;
    }
    for (Option<?> option : Options.ALL) {
      if (option.variable().equals(variable)) {
        put(option.name(), value, variable);
        return;
      }
    }
    String rest = variable.substring(Options.ENVIRONMENT.length()).toLowerCase(Locale.ROOT);
    if (!rest.startsWith("kafka_")) {
      throw new IllegalArgumentException(variable + " must name an option, see --help");
    }
    put(rest.replace('_', '.'), value, variable);
  }

  private void put(String name, String value, String from) {
    boolean known = name.startsWith(Options.KAFKA) && name.length() > Options.KAFKA.length();
    for (Option<?> option : Options.ALL) {
      known |= option.name().equals(name);
    }
    if (!known) {
      throw new IllegalArgumentException(
          name + " must be the name of an option, see --help (from " + from + ")");
    }
    words.put(name, new Word(value, from));
  }

  /** The value of an option: what was set, else its default, else null. */
  <T> T get(Option<T> option) {
    Word word = words.get(option.name());
    String text = word == null ? option.fallback() : word.text();
    if (text == null) {
      if (option.required()) {
        throw new IllegalArgumentException("--" + option.name() + " is required, see --help");
      }
      return null;
    }
    try {
      return option.type().read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option.name()
              + " "
              + e.getMessage()
              + ", is "
              + (Secrets.isSecret(option.name()) ? "a secret that is not shown" : '"' + text + '"')
              + (word == null ? "" : " (from " + word.from() + ")"),
          e);
    }
  }

  /** What is set for every Kafka client: names and values behind {@code kafka.}. */
  Properties kafka() {
    Properties properties = new Properties();
    words.forEach(
        (name, word) -> {
          if (name.startsWith(Options.KAFKA)) {
            properties.setProperty(name.substring(Options.KAFKA.length()), word.text());
          }
        });
    return properties;
  }
}
