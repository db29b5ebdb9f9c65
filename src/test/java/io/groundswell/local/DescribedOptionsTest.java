package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every option of every command says in the help what it is for. */
class DescribedOptionsTest {

  /** A command and those below it whose options lack a description. */
  private static List<String> silent(String name, CommandLine command) {
    List<String> silent = new ArrayList<>();
    command.getCommandSpec().options().stream()
        .filter(option -> Stream.of(option.description()).allMatch(String::isBlank))
        .forEach(option -> silent.add(name + " " + option.longestName()));
    for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
      silent.addAll(silent(name + " " + each.getKey(), each.getValue()));
    }
    return silent;
  }

  @Test
  void everyOptionOfEveryCommandIsDescribed() {
    CommandLine main = new CommandLine(Main.class);
    assertThat(main.getSubcommands()).containsKeys("demo", "replay", "generate", "topics");
    assertThat(silent("groundswell", main)).isEmpty();
  }

  @Command(name = "example")
  static final class Example implements Runnable {
    @Option(names = "--knob")
    String knob;

    @Option(names = "--lever", description = "What it is for.")
    String lever;

    @Override
    public void run() {}
  }

  @Test
  void anOptionWithoutADescriptionIsFound() {
    assertThat(silent("example", new CommandLine(Example.class))).containsExactly("example --knob");
  }
}
