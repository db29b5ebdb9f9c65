package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.groundswell.event.Topic;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for everybody: axe-core, the keyboard, narrow and wide screens. */
class AccessibilityTest extends InBrowser {
  @ParameterizedTest
  @CsvSource({
    "fr-FR, false, 1280",
    "fr-FR, true, 1280",
    "en-GB, false, 1280",
    "en-GB, true, 1280",
    "fr-FR, false, 390",
    "en-GB, true, 390"
  })
  void everyViewIsAccessibleKeepsThePolicyAndAsksNobodyElse(String locale, boolean dark, int width)
      throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page(locale, dark, width, 900);
      for (String view : VIEWS) {
        page.navigate(board.address + "#/" + view);
        soon(page.locator(".view h1"));
        if (view.equals("now")) {
          soon(page.locator(".alert canvas"));
          page.locator(".alert details summary").first().click();
          soon(page.locator(".alert details table").first());
        }
        if (view.equals("posts")) {
          page.locator("button.linkish").first().click();
          soon(page.locator("dialog canvas"));
          assertThat(violations(page)).as("dialog").isEmpty();
          page.keyboard().press("Escape");
        }
        assertThat(violations(page)).as(view).isEmpty();
      }
      noComplaints(board);
    }
  }

  private static List<String> violations(Page page) {
    return new AxeBuilder(page)
            .withTags(
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze()
            .getViolations()
            .stream()
            .map(AccessibilityTest::told)
            .toList();
  }

  private static String told(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().get(0).getHtml() + rule.getNodes().get(0).getAny();
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "posts", "supporters", "outcomes", "history"})
  void anEmptyBoardSaysWhatWillComeAndIsAccessible(String view) throws Exception {
    try (Served board = Served.open()) {
      Page page = page("en-GB", false, 1280, 800);
      page.navigate(board.address + "#/" + view);
      soon(page.locator(".view h1"));
      assertThat(page.locator("main")).containsText(Pattern.compile("[Yy]et|[Nn]o post"));
      assertThat(violations(page)).isEmpty();
      noComplaints(board);
    }
  }

  @Test
  void theLoginPageSaysWhenItIsNotTheTokenAndIsAccessible() throws Exception {
    try (Served board =
        new Served(Limits.USUAL, true, new Access("correct horse battery", false))) {
      fill(board);
      Page page = page("fr-FR", false, 390, 844);
      page.navigate(board.address.toString());
      assertThat(violations(page)).isEmpty();
      page.locator("#token").fill("wrong");
      page.keyboard().press("Enter");
      assertThat(page.locator("[role=alert]")).containsText("Ce n’est pas le bon jeton.");
      assertThat(violations(page)).isEmpty();
      page.locator("#token").fill("correct horse battery");
      page.keyboard().press("Enter");
      soon(page.locator(".alert h2"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 768, 1920})
  void noViewIsWiderThanTheScreen(int width) throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("fr-FR", false, width, 844);
      for (String view : VIEWS) {
        page.navigate(board.address + "#/" + view);
        soon(page.locator(".view h1"));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as(view)
            .isLessThanOrEqualTo(width);
      }
      noComplaints(board);
    }
  }

  /** A text may be a link, which no line can be broken in; so may any name. */
  @ParameterizedTest
  @ValueSource(ints = {320, 390, 1280})
  void noLongWordMakesAViewWiderThanTheScreen(int width) throws Exception {
    String link = "https://www.example.org/" + "sauvons-la-riviere_".repeat(13);
    try (Served board = Served.open()) {
      fill(board);
      board.take(Topic.POSTS, Told.post(Told.PAGE, Told.POST, link));
      ObjectNode alert = Told.example("alerts.raised");
      ((ObjectNode) alert.path("text")).put("en", link);
      ((ObjectNode) alert.path("topSupporters").get(0)).put("supporter", link);
      board.take(Topic.ALERTS, alert);
      ObjectNode over = Told.example("alerts.closed");
      over.put("id", over.path("id").asText().replace(Told.POST, link)).put("page", link);
      board.take(Topic.ALERTS, over.put("post", link));
      board.take(Topic.POST_MOMENTUM, Told.momentum(link, link, OPENED, 5, 4, 30));
      ObjectNode profile = Told.example("supporters.nano").put("supporter", link);
      ((ObjectNode) profile.path("topics").get(0)).put("topic", link);
      board.take(Topic.SUPPORTERS, profile);
      ObjectNode day = Told.example("pages.corrected").put("page", link);
      ((ObjectNode) day.path("outcomes").get(0)).put("kind", link);
      board.take(Topic.PAGES, day);
      board.take(
          Topic.OUTCOMES_ATTRIBUTED,
          Told.example("outcomes-attributed.touch").put("creditedTo", link));
      board.letter("engagements", link);
      Page page = page("en-GB", false, width, 844);
      for (String view : VIEWS) {
        page.navigate(board.address + "#/" + view);
        soon(page.locator(".view h1"));
        assertThat(page.locator("main")).containsText("sauvons-la-riviere");
        for (Locator figures : page.locator("main details:not([open]) > summary").all()) {
          figures.click();
        }
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as(view)
            .isLessThanOrEqualTo(width);
      }
      noComplaints(board);
    }
  }

  @Test
  void everythingCanBeDoneByKeyboard() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      soon(page.locator(".alert"));
      page.keyboard().press("Tab");
      assertThat(page.locator("#skip")).isFocused();
      tabTo(page, "nav a[href='#/posts']");
      page.keyboard().press("Enter");
      soon(page.locator("table.posts"));
      tabTo(page, ".c-sponsored button");
      page.keyboard().press("Enter");
      assertThat(page.locator("th.c-sponsored")).hasAttribute("aria-sort", "descending");
      tabTo(page, "tbody button.linkish");
      page.keyboard().press("Enter");
      soon(page.locator("dialog[open]"));
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog[open]")).hasCount(0);
      assertThat(page.locator("tbody button.linkish").first()).isFocused();
      page.navigate(board.address + "#/history");
      soon(page.locator(".player input"));
      tabTo(page, ".player input");
      page.keyboard().press("Home");
      assertThat(page.locator(".player input")).hasValue("0");
    }
  }

  @Test
  void theSkipLinkGoesToTheViewThatIsShown() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      for (String view : VIEWS) {
        page.navigate(board.address + "#/" + view);
        page.reload();
        soon(page.locator(".view h1"));
        String title = page.locator("h1").textContent();
        page.keyboard().press("Tab");
        assertThat(page.locator("#skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        assertThat(page.locator("h1")).hasText(title);
        assertThat(page).hasURL(board.address + "#/" + view);
      }
    }
  }

  @Test
  void anAddressThatNamesNoViewShowsTheFirst() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      for (String none : List.of("constructor", "__proto__", "toString", "nothing", "")) {
        page.navigate(board.address + "#/" + none);
        page.reload();
        soon(page.locator(".alert h2"));
      }
      noComplaints(board);
    }
  }

  @Test
  void aPhoneShowsOfEachPostWhatAWideScreenComparesAndCanSort() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      board.take(Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, "much-paid", OPENED, 12, 6, 4_000));
      Page page = page("en-GB", false, 360, 780);
      page.navigate(board.address + "#/posts");
      Locator first = soon(page.locator("table.posts tbody tr:not(.space)").first());
      for (String shown : List.of("post", "ratio", "spark", "organic", "sponsored")) {
        Locator cell = first.locator(".c-" + shown);
        assertThat(cell).isVisible();
        var box = cell.boundingBox();
        assertThat(box.x + box.width).as(shown).isLessThanOrEqualTo(360);
        assertThat(box.width).as(shown).isGreaterThan(20);
      }
      assertThat(page.locator("table.posts thead")).isHidden();
      assertThat(first).containsText("Nala");
      page.locator("select[data-k=sort]").selectOption("sponsored");
      assertThat(first).containsText("much-paid");
    }
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      Object there = page.evaluate("s => document.activeElement.matches(s)", selector);
      if (Boolean.TRUE.equals(there)) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not come to " + selector);
  }
}
