package io.groundswell.local.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line: options, exit codes, files. */
class GenerateCommandTest {
  private static final String[] FILES = {
    "engagements", "ad-delivery", "posts", "outcomes", "rules"
  };

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Path output, String... more) {
    List<String> args = new ArrayList<>(List.of("--output", output.toString()));
    args.addAll(List.of("--events", "2000", "--duration", "90m", "--posts", "30"));
    args.addAll(List.of("--supporters", "1000"));
    args.addAll(Arrays.asList(more));
    return execute(args.toArray(String[]::new));
  }

  private int execute(String... args) {
    return new CommandLine(new GenerateCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void writesAllFilesTheSameTwiceAndCompressed() throws IOException {
    assertThat(run(folder.resolve("a"), "--rules")).isZero();
    assertThat(run(folder.resolve("b"), "--rules")).isZero();
    assertThat(run(folder.resolve("c"), "--rules", "--gzip", "--no-truth")).isZero();
    for (String name : FILES) {
      byte[] plain = Files.readAllBytes(folder.resolve("a").resolve(name + ".jsonl"));
      assertThat(plain).isNotEmpty().endsWith("}\n".getBytes(UTF_8));
      assertThat(folder.resolve("b").resolve(name + ".jsonl")).hasBinaryContent(plain);
      Path compressed = folder.resolve("c").resolve(name + ".jsonl.gz");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
        assertThat(in.readAllBytes()).isEqualTo(plain);
      }
    }
    assertThat(folder.resolve("a").resolve("truth.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("b").resolve("truth.jsonl"));
    assertThat(folder.resolve("c").resolve("truth.jsonl")).doesNotExist();
    assertThat(folder.resolve("a")).isDirectoryNotContaining("glob:**.part");
    assertThat(out.toString()).contains("posts truly crossed").contains("a second");
  }

  @Test
  void replacesAnEarlierLoadOnlyByForce() {
    assertThat(run(folder)).isZero();
    assertThat(run(folder)).isEqualTo(2);
    assertThat(err.toString()).contains("--force").contains("engagements.jsonl");
    assertThat(run(folder, "--gzip", "--force")).isZero();
    assertThat(folder.resolve("engagements.jsonl")).doesNotExist();
    assertThat(folder.resolve("engagements.jsonl.gz")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "--seed,x,'x'",
    "--start,yesterday,'yesterday'",
    "--start,1900-01-01T00:00:00Z,1900",
    "--duration,1,'1'",
    "--duration,59s,'59s'",
    "--duration,999999999d,'999999999d'",
    "--pages,0,0",
    "--posts,1000001,1000001",
    "--supporters,9,9",
    "--events,0,0",
    "--zipf-posts,3.1,3.1",
    "--zipf-supporters,-1,-1",
    "--branching,0.96,0.96",
    "--sponsored,0.81,0.81",
    "--advertised,1.1,1.1",
    "--labelled,NaN,NaN",
    "--report-interval,3,3",
    "--restated,0.6,0.6",
    "--missing,0.6,0.6",
    "--late-reports,2,2",
    "--withdrawals,0.6,0.6",
    "--outcomes,-0.1,-0.1",
    "--duplicates,0.6,0.6",
    "--disorder,3601,3601",
    "--late,0.6,0.6",
    "--late-by,0,0",
    "--speed,-1,-1",
    "--topic-prefix,a b,'a b'",
    "--kafka-config,nowhere.properties,--kafka"
  })
  void aWrongValueStopsAtOnceWithTheRuleAndTheValue(String option, String value, String shown) {
    String output = folder.resolve("none").toString();
    assertThat(execute("--output", output, option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(option).contains(shown);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void exactlyOneOfFilesAndKafka() {
    assertThat(execute()).isEqualTo(2);
    assertThat(run(folder.resolve("none"), "--bootstrap-servers", "localhost:1")).isEqualTo(2);
    assertThat(execute("--bootstrap-servers", "localhost:1", "--gzip")).isEqualTo(2);
    assertThat(err.toString()).contains("either --output or --bootstrap-servers");
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailureNotAStackTrace() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run(file.resolve("below"))).isEqualTo(1);
    assertThat(err.toString()).startsWith("generate: ").doesNotContain("\tat ");
  }

  @Test
  void everyOptionIsDocumentedInHelpAndPage() throws IOException {
    String page = Files.readString(Path.of("docs", "generator.md"));
    for (OptionSpec option : new CommandLine(new GenerateCommand()).getCommandSpec().options()) {
      assertThat(option.description()).as(option.longestName()).isNotEmpty();
      if (!option.usageHelp() && !option.versionHelp()) {
        assertThat(page).contains("`" + option.longestName() + "`");
      }
    }
  }
}
