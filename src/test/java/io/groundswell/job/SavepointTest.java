package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.codec.Times;
import io.groundswell.event.Alert;
import io.groundswell.event.Alert.Status;
import io.groundswell.event.AttributedOutcome;
import io.groundswell.event.AttributedOutcome.Touch;
import io.groundswell.event.Cohort;
import io.groundswell.event.DeadLetter;
import io.groundswell.event.Kind;
import io.groundswell.event.Origin;
import io.groundswell.event.PageDay;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.event.Tier;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint that an earlier version wrote goes on, wherever it lies. */
class SavepointTest {
  private static final Path ALL = Path.of("src/test/resources/savepoints");
  private static final long DAY = Timing.day(Given.at("10:00:00"));
  private static final long SAVED = Given.at("10:20:00");

  /** Last heard of on the day, forgotten when the 29th day after it begins. */
  private static final long FORGOTTEN = (DAY + 29) * Timing.DAY + 10_000;

  /** 100 (0.3 / 7 + 0.2 + 0.25 + 0.1 / 3) to the 0.75, and 100 ln 501 / ln 10001 to the 0.25. */
  private static final double SCORE_OF_ONE_SHARE = 55.998381672749325;

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    for (String name :
        List.of("alerts", "momentum", "profiles", "outcomes", "cohorts", "pages", "dead-letters")) {
      Collecting.take(name, Object.class);
    }
  }

  private void restore(String version, FixtureSource source) throws Exception {
    Path savepoint = folder.resolve("moved");
    Files.createDirectories(savepoint);
    Files.copy(ALL.resolve(version).resolve("_metadata"), savepoint.resolve("_metadata"));
    SavepointFixture.build(SavepointFixture.environment(savepoint), source)
        .getJobExecutionResult()
        .get();
  }

  @Test
  void savepointOfVersionOneGoesOnWithItsAlertItsRulesAndItsSupporters() throws Exception {
    restore("v1", SavepointRecords.version1());
    Alert closed = assertClosed();
    assertThat(closed.topics()).isEmpty();
    assertMomentum();

    // A profile of version 1 counted one engagement; now it takes three. It is taken back when the
    // supporter is next heard of, and once more when they are forgotten.
    List<String> expected = new ArrayList<>();
    for (int s = 0; s < SavepointRecords.SUPPORTERS; s++) {
      for (long at : profilesAt("s" + s, Given.at("10:30:10"))) {
        expected.add("s" + s + " gone " + at);
      }
      expected.add("s" + s + " gone " + FORGOTTEN);
    }
    assertThat(told(Collecting.take("profiles", Profile.class)))
        .containsExactlyInAnyOrderElementsOf(expected);

    // Of its supporters nobody knows what brought them: only who came since is of a cohort.
    assertThat(Collecting.take("cohorts", Cohort.class))
        .containsExactly(
            new Cohort("page", DAY, Origin.ORGANIC, Given.at("10:21:00"), 1, null, null, null),
            cohort(2, 0L, null, null),
            cohort(8, 0L, 0L, null),
            cohort(29, 0L, 0L, 0L));
    PageDay day = only(Collecting.take("pages", PageDay.class));
    assertThat(day.at()).isEqualTo(Given.at("10:21:00"));
    assertThat(List.of(day.supporters(), day.nano(), day.organic()[Kind.SHARE.ordinal()]))
        .containsOnly(1L);
    assertThat(day.top()).isEmpty();
    assertThat(Collecting.take("outcomes", AttributedOutcome.class)).isEmpty();
    assertThat(Collecting.take("dead-letters", DeadLetter.class)).isEmpty();
  }

  private static Cohort cohort(int daysLater, Long back1, Long back7, Long back28) {
    long at = (DAY + daysLater) * Timing.DAY + Timing.MINUTE;
    return new Cohort("page", DAY, Origin.ORGANIC, at, 1, back1, back7, back28);
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }

  @Test
  void savepointOfVersionTwoGoesOnWithAllThatIsKept() throws Exception {
    restore("v2", SavepointRecords.version2());
    Alert closed = assertClosed();
    assertThat(closed.topics()).containsExactly("climat", "eau");
    assertMomentum();
    List<Profile> profiles = Collecting.take("profiles", Profile.class);
    assertGivenAndTakenBack(profiles);
    assertProfiles(profiles);

    List<AttributedOutcome> outcomes = Collecting.take("outcomes", AttributedOutcome.class);
    assertThat(outcomes).extracting(each -> each.outcome().id()).containsExactly("4", "5");
    assertThat(outcomes).extracting(AttributedOutcome::creditedTo).containsExactly("s3", "s2");
    // What was shared in the morning is withdrawn when the second happens.
    assertThat(outcomes)
        .extracting(AttributedOutcome::touch)
        .containsExactly(
            new Touch(Kind.SHARE, Given.at("10:00:05"), "post", null),
            new Touch(Kind.SHARE, SavepointRecords.before(1, "12:00:00"), "post", null));
    assertCohorts(Collecting.take("cohorts", Cohort.class));
    assertPages(Collecting.take("pages", PageDay.class));
    assertThat(Collecting.take("dead-letters", DeadLetter.class)).isEmpty();
  }

  /** When and of whom; whoever is erased or forgotten is taken back. */
  private static void assertGivenAndTakenBack(List<Profile> profiles) {
    List<String> expected = new ArrayList<>();
    for (int s = 0; s < 17; s++) {
      List<Long> heard = new ArrayList<>(List.of(Given.at("10:30:10")));
      heard.addAll(s == 0 ? List.of(Given.at("10:06:10")) : List.of());
      heard.addAll(s == 1 || s == 5 ? List.of(Given.at("10:05:10")) : List.of());
      heard.addAll(s == 2 ? List.of(Given.at("10:31:10")) : List.of());
      heard.addAll(s == 3 ? List.of(Given.at("10:20:10")) : List.of());
      for (long at : profilesAt("s" + s, heard.toArray(new Long[0]))) {
        expected.add("s" + s + " " + at);
      }
      expected.add("s" + s + " gone " + FORGOTTEN);
    }
    expected.add("s17 gone " + Given.at("10:25:10"));
    expected.add("s18 gone " + Given.at("10:25:10"));
    assertThat(told(profiles)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void assertProfiles(List<Profile> profiles) {
    for (Profile p : profiles) {
      if (!p.known() || p.at() < Given.at("10:30:10")) {
        continue;
      }
      assertThat(p.firstSeen()).isEqualTo(SavepointRecords.before(3, "12:00:00"));
      boolean five = p.supporter().equals("s5");
      assertThat(p.month()).isEqualTo(new Profile.Counts(0, 0, 3, five ? 1 : 0));
      assertThat(p.day()).isEqualTo(new Profile.Counts(0, 0, 1, five ? 1 : 0));
      assertThat(p.activeDays()).isEqualTo(3);
      assertThat(p.brought()).isEqualTo(p.supporter().equals("s0") ? 4 : 0);
      assertThat(p.origin()).isEqualTo(Origin.ORGANIC);
      boolean credited = List.of("s0", "s1", "s3", "s5").contains(p.supporter());
      if (!p.supporter().equals("s2")) {
        assertThat(p.outcomes())
            .isEqualTo(
                credited
                    ? new Profile.Credited[] {new Profile.Credited("signature", 1)}
                    : new Profile.Credited[0]);
      }
      // Both posts carry eau, one of them climat; all three engagements are with that one.
      assertThat(p.topics())
          .containsExactly(
              new Profile.TopicLift("climat", 3, (3 + 1) / (3 + 2.0) * 2),
              new Profile.TopicLift("eau", 3, 1));
      assertThat(p.promptness()).isEqualTo(60);
    }
  }

  private static void assertCohorts(List<Cohort> cohorts) {
    Cohort first = cohorts.stream().filter(each -> each.day() == DAY - 3).toList().get(0);
    assertThat(first.at()).isEqualTo((DAY + 5) * Timing.DAY + Timing.MINUTE);
    assertThat(first.size()).isEqualTo(20);
    assertThat(first.back7()).isEqualTo(20);
    assertThat(cohorts.stream().filter(each -> each.day() == DAY))
        .containsExactly(
            new Cohort("page", DAY, Origin.ORGANIC, Given.at("10:21:00"), 1, null, null, null),
            cohort(2, 0L, null, null),
            cohort(8, 0L, 0L, null),
            cohort(29, 0L, 0L, 0L));
  }

  private static void assertPages(List<PageDay> pages) {
    // What came in the last minute; who is erased leaves the top of every day that is not final.
    assertThat(pages)
        .extracting(each -> (each.day() - DAY) + " " + Times.format(each.at()))
        .containsExactlyInAnyOrder(
            "0 2026-11-23T10:21:00.000Z",
            "-1 2026-11-23T10:26:00.000Z",
            "0 2026-11-23T10:26:00.000Z",
            "0 2026-11-23T10:32:00.000Z");
    assertThat(pages.get(0).top()).extracting(PageDay.Top::supporter).contains("s17");
    assertThat(pages.stream().filter(each -> each.at() > Given.at("10:25:00")))
        .allSatisfy(
            each ->
                assertThat(each.top())
                    .hasSize(10)
                    .extracting(PageDay.Top::supporter)
                    .startsWith("s0", "s1", "s10")
                    .doesNotContain("s17", "s18", "s19"));
    PageDay last = pages.get(pages.size() - 1);
    assertThat(last.supporters()).isEqualTo(21);
    assertThat(last.nano()).isEqualTo(21);
    assertThat(last.organic()).containsExactly(0, 0, 21);
    assertThat(last.sponsored()).containsExactly(0, 0, 1);
    assertThat(last.spend()).containsExactly(new PageDay.Money("EUR", 10));
    assertThat(last.costs()).containsExactly(new PageDay.Cost("signature", "EUR", 10));
    assertThat(last.outcomes()).extracting(PageDay.Outcomes::count).containsExactly(4L, 1L);
    assertThat(last.topics())
        .containsExactly(new PageDay.Topic("climat", 21, 1), new PageDay.Topic("eau", 21, 2));
  }

  private static Alert assertClosed() {
    List<Alert> alerts = Collecting.take("alerts", Alert.class);
    assertThat(alerts).extracting(Alert::status).containsExactly(Status.CLOSED);
    Alert closed = alerts.get(0);
    long opened = Given.at("10:00:20");
    assertThat(closed.opened()).isEqualTo(opened);
    assertThat(closed.id()).isEqualTo("page/post/organic-surpasses-sponsored/" + opened);
    // Withdrawn at the end 10:30:10; the rule that was restored asks for seven slice ends.
    assertThat(closed.at()).isEqualTo(Given.at("10:31:10"));
    assertThat(closed.organic().reach()).isEqualTo(50);
    assertThat(closed.organic().nano()).isEqualTo(1);
    assertThat(closed.peakRatio()).isGreaterThan(closed.ratio());
    assertThat(closed.sponsored().asOf()).isEqualTo(Given.at("10:00:00"));
    Alert.TopSupporter top = closed.topSupporters()[0];
    assertThat(closed.topSupporters()).hasSize(1);
    assertThat(top.score()).isCloseTo(SCORE_OF_ONE_SHARE, within(1e-9));
    assertThat(top)
        .isEqualTo(new Alert.TopSupporter("s20", 50, Kind.SHARE, Tier.NANO, top.score()));
    return closed;
  }

  private static void assertMomentum() {
    List<PostMomentum> momentum = Collecting.take("momentum", PostMomentum.class);
    assertThat(momentum.get(0).at()).isEqualTo(Given.at("10:21:00"));
    assertThat(momentum.get(momentum.size() - 1).evaluated()).isFalse();
  }

  private static List<String> told(List<Profile> profiles) {
    return profiles.stream()
        .map(p -> p.supporter() + (p.known() ? " " : " gone ") + p.at())
        .toList();
  }

  /** The supporter's minutes of the quarter hours after they were heard of, after the savepoint. */
  private static List<Long> profilesAt(String supporter, Long... heard) {
    CRC32 crc = new CRC32();
    crc.update(("page/" + supporter).getBytes(StandardCharsets.UTF_8));
    List<Long> all = new ArrayList<>();
    for (long e = SAVED + Timing.MINUTE; e < SAVED + Timing.DAY; e += Timing.MINUTE) {
      for (long end : heard) {
        boolean due = end <= e && end > e - 15 * Timing.MINUTE;
        if (due && e / Timing.MINUTE % 15 == crc.getValue() % 15 && !all.contains(e)) {
          all.add(e);
        }
      }
    }
    return all;
  }
}
