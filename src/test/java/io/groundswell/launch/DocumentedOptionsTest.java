package io.groundswell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No option without its line on the page of options, and no line without its option. */
class DocumentedOptionsTest {
  private static final Pattern LINE = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|");

  private static String page;

  @BeforeAll
  static void read() throws Exception {
    page = Files.readString(Path.of("docs/options.md"));
  }

  /** What the page and the options do not agree on, in words. */
  private static List<String> differences(String page, List<Option<?>> options) {
    List<String> documented = new ArrayList<>();
    for (Matcher line = LINE.matcher(page); line.find(); ) {
      documented.add(line.group(1) + " " + line.group(2));
    }
    List<String> there = options.stream().map(each -> each.name() + " " + each.variable()).toList();
    return Stream.concat(
            there.stream().filter(each -> !documented.contains(each)).map("undocumented: "::concat),
            documented.stream().filter(each -> !there.contains(each)).map("no option: "::concat))
        .toList();
  }

  @Test
  void everyOptionIsOnThePageAndNothingElseIs() {
    assertThat(Options.ALL).isNotEmpty();
    assertThat(differences(page, Options.ALL)).isEmpty();
  }

  @Test
  void anUndocumentedOptionIsFound() {
    List<Option<?>> more = new ArrayList<>(Options.ALL);
    more.add(new Option<>("new-knob", "text", null, false, "Does something.", text -> text));
    assertThat(differences(page, more))
        .containsExactly("undocumented: new-knob GROUNDSWELL_NEW_KNOB");
  }

  @Test
  void aLineOfAnOptionThatIsGoneIsFound() {
    List<Option<?>> fewer = new ArrayList<>(Options.ALL);
    fewer.remove(Options.IDLE);
    assertThat(differences(page, fewer)).containsExactly("no option: idle GROUNDSWELL_IDLE");
  }
}
