package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.groundswell.event.Topic;
import org.junit.jupiter.api.Test;

/** What the page advises follows what holds now: money is asked for only while people carry. */
class AdviceTest extends InBrowser {
  private static final String SPONSOR = "Sponsor it now";

  @Test
  void anAlertThatEndsWhileItIsReadNoLongerAsksForMoney() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address + "#/history");
      page.locator(".pastone", new Page.LocatorOptions().setHasText("Nala")).click();
      Locator detail = page.locator(".detail");
      assertThat(detail).containsText(SPONSOR, patience());
      Locator slider = soon(page.locator(".player input"));
      slider.focus();
      page.keyboard().press("Home");
      assertThat(slider).hasValue("0");
      board.take(Topic.ALERTS, Told.example("alerts.closed"));
      assertThat(detail.locator(".badge")).hasText("Over", patiently());
      assertThat(detail).not().containsText(SPONSOR);
      assertThat(detail).containsText("Keep the budget for the next one");
      // Whoever has a hand on the time keeps it there.
      assertThat(slider).isFocused();
      assertThat(slider).hasValue("0");
      noComplaints(board);
    }
  }

  @Test
  void anOpenAlertsCurveGrowsUnderTheHand() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address + "#/history");
      page.locator(".pastone", new Page.LocatorOptions().setHasText("Nala")).click();
      Locator slider = page.locator(".player input");
      // Of sixty minutes; until it is there, the slider is another alert's.
      int before = 60;
      assertThat(slider).hasAttribute("max", Integer.toString(before));
      board.take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(1), 900, 450, 300));
      assertThat(slider).hasAttribute("max", Integer.toString(before + 1));
      assertThat(slider).hasValue(Integer.toString(before + 1));
    }
  }

  @Test
  void whereMomentumGoesDownNoCardAsksForMoreMoney() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      board.take(Topic.ALERTS, Told.example("alerts.raised"));
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      Locator todo = soon(page.locator(".alert .todo"));
      assertThat(todo).containsText("Raise its budget while this lasts");
      assertThat(page.locator(".hero")).containsText("It has doubled");
      // The raised alert told 5.7 times the ads.
      board.take(
          Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(30), 750, 375, 300));
      assertThat(todo).containsText("Leave its budget as it is", patience());
      assertThat(todo).containsText("750 people after 1,709");
      assertThat(todo).not().containsText("Raise its budget");
      assertThat(page.locator(".hero")).containsText("Leave the budget as it is");
      assertThat(page.locator("h1")).containsText("people carry one post further");
      assertThat(page.locator(".alert .badge")).hasText("Going down");
      board.take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(31), 150, 75, 300));
      assertThat(page.locator("h1"))
          .containsText("no post goes further through people than through ads", patience());
      assertThat(page.locator(".alert .badge")).hasText("Going down");
      assertThat(page.locator("main")).not().containsText("further than your ads");
      // Nothing is left of either: there is no ratio to fall.
      board.take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(31) + 1, 0, 0, 0));
      assertThat(todo).containsText("0 people after 1,709", patience());
      assertThat(page.locator(".alert .badge")).hasText("Going down");
      assertThat(page.locator("main")).not().containsText("further than your ads");
      board.take(
          Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(32), 1700, 900, 300));
      assertThat(todo).containsText("Raise its budget while this lasts", patience());
    }
  }

  /** As it goes when the advice is taken: people go on, and ads catch up with them. */
  @Test
  void whereAdsCatchUpItDoesNotSayThatPeopleAreFewer() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      Locator todo = soon(page.locator(".alert .todo"));
      assertThat(todo).containsText(SPONSOR);
      board.take(
          Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(1), 1200, 600, 1000));
      assertThat(todo)
          .containsText("no longer surely ahead, at least 600 against 1,000", patience());
      assertThat(page.locator(".alert .badge")).hasText("Ads catch up");
      assertThat(page.locator("h1")).containsText("people carry one post further");
      assertThat(page.locator("main")).not().containsText("going down");
      // Far ahead still, though not as far as when it was told: the advice stands.
      board.take(
          Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(2), 1300, 700, 600));
      assertThat(todo).containsText(SPONSOR, patience());
      assertThat(page.locator(".alert .badge")).hasText("Ahead of ads");
      board.take(
          Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, Told.POST, later(3), 1300, 700, 1400));
      assertThat(todo).containsText("1,400 against 1,300 through people", patience());
      assertThat(page.locator(".alert .badge")).hasText("Behind ads");
    }
  }

  @Test
  void whereNoAlertIsOpenItDoesNotDenyWhatItsCardsSay() throws Exception {
    try (Served board = Served.open()) {
      board.take(Topic.POST_MOMENTUM, Told.momentum("p", "q", later(1), 200, 50, 400));
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      Locator hero = page.locator(".hero");
      assertThat(hero).containsText("No post that is advertised goes further", patience());
      assertThat(page.locator(".near")).containsText("50% of what ads reach");
      board.take(Topic.POST_MOMENTUM, Told.momentum("p", "q", later(2), 600, 150, 400));
      assertThat(hero).containsText("One post is ahead of its ads by the estimate", patience());
      assertThat(hero).not().containsText("No post");
      assertThat(page.locator(".near")).containsText("1.5\u00a0× the ads");
      assertThat(page.locator(".near")).containsText("at least 150");
    }
  }

  @Test
  void whereSomeRiseAndSomeFallTheTitleCountsThoseThatAreAhead() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      ObjectNode other = Told.example("alerts.opened");
      other.put("id", other.path("id").asText().replace(Told.POST, "falls"));
      board.take(Topic.ALERTS, other.put("post", "falls"));
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      assertThat(page.locator("h1")).containsText("people carry 2 posts further", patience());
      assertThat(page.locator(".hero")).containsText("the moment to sponsor them");
      board.take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, "falls", later(1), 30, 9, 300));
      assertThat(page.locator("h1")).containsText("people carry one post further", patience());
      assertThat(page.locator(".hero")).containsText("each says below what to do");
      assertThat(page.locator(".hero")).not().containsText("sponsor");
      ObjectNode raised = Told.example("alerts.raised");
      ((ObjectNode) raised.path("organic")).remove("nano");
      board.take(Topic.ALERTS, raised);
      board.take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, "falls", later(2), 900, 450, 300));
      assertThat(page.locator(".hero")).containsText("moment to act", patience());
      assertThat(page.locator(".hero")).not().containsText("Not all");
      assertThat(page.locator("main")).not().containsText("NaN");
    }
  }

  @Test
  void noOpenAlertIsLeftOutWithoutAWord() throws Exception {
    try (Served board = Served.open()) {
      for (int i = 0; i < 15; i++) {
        ObjectNode alert = Told.example("alerts.opened");
        alert.put("id", alert.path("id").asText().replace(Told.POST, "post" + i));
        board.take(Topic.ALERTS, alert.put("post", "post" + i));
      }
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      assertThat(page.locator("h1")).containsText("15 posts", patience());
      assertThat(page.locator("article.alert")).hasCount(12);
      Locator more = page.locator(".further button");
      assertThat(more).hasText("Show 3 more alerts");
      more.click();
      assertThat(page.locator("article.alert")).hasCount(15);
      assertThat(more).hasCount(0);
    }
  }

  @Test
  void whenEverythingIsOverItSaysSoAndNotThatNothingEverCame() throws Exception {
    try (Served board = Served.open()) {
      board.take(Topic.ALERTS, Told.example("alerts.closed"));
      board.take(Topic.SUPPORTERS, Told.example("supporters.nano"));
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      assertThat(page.locator("h1")).hasText("Nothing is moving right now.");
      page.locator(".hero a").click();
      assertThat(page.locator("h1")).hasText("Past alerts");
    }
  }

  @Test
  void aRatioNearOneKeepsItsSide() throws Exception {
    try (Served board = Served.open()) {
      Page page = page("en-GB", false, 800, 600);
      page.navigate(board.address.toString());
      Object told =
          page.evaluate(
              """
              async () => {
                const { times } = await import('/format.js');
                return [0.97, 0.9999, 1, 1.0001, 1.04, 1.06].map(times).join(' ').replaceAll('\\u00a0', '');
              }
              """);
      assertThat(told).isEqualTo("0.97× 0.99× 1× 1.01× 1.04× 1.1×");
    }
  }

  private static long later(int minutes) {
    return 1_795_430_300_000L + minutes * 60_000L;
  }

  private static ContainsTextOptions patience() {
    return new ContainsTextOptions().setTimeout(PATIENCE_MS);
  }

  private static HasTextOptions patiently() {
    return new HasTextOptions().setTimeout(PATIENCE_MS);
  }
}
