package io.groundswell.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Basis;
import io.groundswell.momentum.Measure;
import io.groundswell.rule.Terms;
import io.groundswell.time.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The alert's life beside a naive reading of its history. */
class AlertLifePropertyTest {
  private static Terms terms(Random random) {
    return new Terms(
        10,
        30,
        100,
        random.nextBoolean() ? 1.0 : 0.5,
        random.nextBoolean() ? 0.8 : 1.2,
        150,
        10_000,
        10,
        100,
        1 + random.nextInt(3),
        1 + random.nextInt(4),
        random.nextInt(3));
  }

  private static Measure measure(Random random) {
    double[] organics = {40, 90, 130, 200, 300, 500};
    double[] sponsoreds = {0, 99.5, 100 - 1e-10, 100, 150, 150, 150};
    double[] supporters = {9.5, 10 - 1e-10, 10, 12, 20};
    double organic = organics[random.nextInt(organics.length)];
    return new Measure(
        organic,
        organic * 0.9,
        supporters[random.nextInt(supporters.length)],
        1,
        1,
        1,
        1,
        sponsoreds[random.nextInt(sponsoreds.length)],
        Basis.REACH);
  }

  private static AlertLife copy(AlertLife life) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    life.write(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    AlertLife read = AlertLife.read(in);
    assertThat(in.available()).isZero();
    return read;
  }

  @Property(tries = 400, seed = "20261123")
  void saysWhatTheHistoryOfEvaluationsSays(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    NaiveLife naive = new NaiveLife();
    AlertLife life = new AlertLife();
    Terms terms = terms(random);
    Measure measure = measure(random);
    long e = 1_000_000;
    for (int i = 0; i < 120; i++) {
      e +=
          random.nextInt(12) == 0 && !naive.isOpen()
              ? 10_000L * random.nextInt(9) + 10_000
              : 10_000;
      terms = random.nextInt(30) == 0 ? terms(random) : terms;
      measure = random.nextInt(3) > 0 ? measure : measure(random);
      life = random.nextInt(6) == 0 ? copy(life) : life;
      life.prune(e);
      AlertLife.Verdict verdict = life.evaluate(e, measure, terms, Timing.DEFAULT);
      assertThat(verdict).as("at %d", e).isEqualTo(naive.evaluate(e, measure, terms));
      assertThat(life.isOpen()).isEqualTo(naive.isOpen());
    }
  }

  @Test
  void nothingIsLeftToRememberADayAfterTheAlertClosed() {
    Terms hasty = new Terms(10, 30, 100, 1, 0.8, 150, 10_000, 10, 100, 1, 1, 10);
    AlertLife life = new AlertLife();
    assertThat(life.forgottenAt()).isEqualTo(Long.MIN_VALUE);
    Measure ahead = new Measure(300, 200, 10, 2, 1, 1, 1, 100, Basis.REACH);
    Measure behind = new Measure(0, 0, 0, 0, 0, 0, 0, 100, Basis.REACH);
    assertThat(life.evaluate(10_000, ahead, hasty, Timing.DEFAULT)).isNotNull();
    assertThat(life.forgottenAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(life.evaluate(20_000, behind, hasty, Timing.DEFAULT)).isNotNull();
    assertThat(life.forgottenAt()).isEqualTo(20_000 + Timing.DAY);
    life.prune(20_000 + Timing.DAY - 10_000);
    assertThat(life.forgottenAt()).isEqualTo(20_000 + Timing.DAY);
    life.prune(20_000 + Timing.DAY);
    assertThat(life.forgottenAt()).isEqualTo(Long.MIN_VALUE);
  }
}
