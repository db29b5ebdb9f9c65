package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for everybody: axe-core, the keyboard, narrow and wide screens. */
class AccessibilityTest extends InBrowser {
  @ParameterizedTest
  @CsvSource({"fr-FR, false", "fr-FR, true", "en-GB, false", "en-GB, true"})
  void everyViewIsAccessibleKeepsThePolicyAndAsksNobodyElse(String locale, boolean dark)
      throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page(locale, dark, 1280, 900);
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
