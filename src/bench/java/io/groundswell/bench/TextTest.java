package io.groundswell.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {
  private static final long SECOND = 1_000_000_000;

  /** One that takes in {@code first} events in its first second and {@code second} in the other. */
  static Run run(Row row, boolean complete, long first, long second) {
    List<Sample> samples =
        List.of(
            new Sample(0, 10, 0, 0, 0),
            new Sample(SECOND, 10 + first, SECOND, SECOND / 4, 2 * SECOND),
            new Sample(2 * SECOND, 10 + first + second, 3 * SECOND, SECOND / 2, 5 * SECOND));
    return Run.of(
        row.letter(), complete, samples, new Run.Sizes(3 << 20, 5 << 20, 1 << 20, 2, 7 << 20));
  }

  @Test
  void aRunIsCountedFromItsFirstRecord() {
    Run run = run(Row.E, true, 100, 300);
    assertThat(run.seconds()).isEqualTo(2);
    assertThat(run.events()).isEqualTo(410);
    assertThat(run.rate()).isEqualTo(200);
    assertThat(run.rateSecondHalf()).isEqualTo(300);
    assertThat(run.cpuMicros()).isEqualTo(3e6 / 400);
    assertThat(run.cpuMicrosSecondHalf()).isEqualTo(2e6 / 300);
    assertThat(run.brokerCpuMicros()).isEqualTo(0.5e6 / 400);
    assertThat(run.othersCpuSeconds()).isEqualTo(1.5);
  }

  @Test
  void theMedianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
    assertThat(Text.median(3, 1, 2)).isEqualTo(2);
    assertThat(Text.median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(Text.median(7)).isEqualTo(7);
  }

  @Test
  void aTableHasMediansSpreadAndRatios() {
    Map<Row, List<Run>> runs = new EnumMap<>(Row.class);
    runs.put(
        Row.E,
        List.of(run(Row.E, true, 100, 300), run(Row.E, true, 200, 600), run(Row.E, true, 0, 100)));
    runs.put(Row.A, List.of(run(Row.A, false, 100, 100)));
    String table = Text.table(runs);
    assertThat(table.lines().toList()).hasSize(4);
    assertThat(table)
        .contains("| a | the whole job (cut short) | 100 | 0.500 | 100 | 0.333 |")
        .contains("| 200 (50 to 400) | 1.000 | 300 (100 to 600) | 1.000 |")
        .contains("| 3 | 5 | 1 |");
    assertThat(table.lines().map(line -> line.chars().filter(c -> c == '|').count()).distinct())
        .hasSize(1);
  }

  @Test
  void growthIsComparedWithItsFirst() {
    Map<String, List<Run>> loads = new java.util.LinkedHashMap<>();
    loads.put("base", List.of(run(Row.A, true, 100, 300)));
    loads.put("viral", List.of(run(Row.A, true, 50, 150)));
    assertThat(Text.growth(loads)).contains("| viral | 100 | 0.500 |");
    assertThat(Text.growth(Map.of())).contains("Not measured");
  }

  @Test
  void textGoesBetweenItsMarksAndNowhereElse() {
    String page = "a\n<!-- rows -->\nold\n<!-- /rows -->\nz\n";
    assertThat(Text.within(page, "rows", "new\n"))
        .isEqualTo("a\n<!-- rows -->\nnew\n<!-- /rows -->\nz\n");
    assertThat(Text.within(page, "other", "new\n")).isEqualTo(page);
  }
}
