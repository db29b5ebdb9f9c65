package io.groundswell.local.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DatasetCommandTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new DatasetCommand()).setErr(new PrintWriter(err, true)).execute(args);
  }

  @Test
  void aMissingSourceIsNamed() {
    Path output = folder.resolve("out");
    assertThat(run("--source", folder.toString(), "--output", output.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("dataset: ").contains("dataset_Facebook.csv");
    assertThat(output).doesNotExist();
  }

  @Test
  void bothFoldersAreRequired() {
    assertThat(run("--source", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--output");
  }
}
