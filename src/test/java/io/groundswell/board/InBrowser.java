package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * What tests of the page in a real browser have in common: it notes every complaint and request.
 */
abstract class InBrowser {
  static final double PATIENCE_MS = 60_000;
  static final long OPENED = 1_795_428_920_000L;
  static final String[] VIEWS = {"now", "posts", "supporters", "outcomes", "history", "health"};

  private static Browsers browsers;

  final List<String> complaints = new ArrayList<>();
  private final List<String> requested = new ArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void open() {
    browsers = new Browsers();
  }

  @AfterAll
  static void closeBrowser() {
    browsers.close();
  }

  @AfterEach
  void closeContext() {
    if (context != null) {
      context.close();
    }
  }

  Page page(String locale, boolean dark, int width, int height) {
    context =
        browsers.browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(locale)
                .setTimezoneId("Europe/Paris")
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, height));
    context.setDefaultTimeout(PATIENCE_MS);
    Page page = context.newPage();
    page.addInitScript(
        "addEventListener('securitypolicyviolation',"
            + " e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))");
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest((Request request) -> requested.add(request.url()));
    return page;
  }

  static Locator soon(Locator locator) {
    assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
    return locator;
  }

  static void fill(Served board) {
    board.take(Topic.POSTS, Told.post(Told.PAGE, Told.POST, "Nala cherche une famille"));
    for (int minute = 60; minute >= 0; minute--) {
      double organic = 841 - 12.0 * minute;
      board.take(
          Topic.POST_MOMENTUM,
          Told.momentum(
              Told.PAGE, Told.POST, OPENED - minute * 60_000L, organic, organic / 2, 300));
    }
    board.take(
        Topic.POST_MOMENTUM, Told.momentum(Told.PAGE, "portes-ouvertes", OPENED, 120, 60, 400));
    board.take(Topic.POST_MOMENTUM, Told.example("post-momentum.no-ads"));
    board.take(Topic.ALERTS, Told.example("alerts.opened"));
    ObjectNode over = Told.example("alerts.closed");
    over.put("id", over.path("id").asText().replace(Told.POST, "portes-ouvertes"));
    board.take(Topic.ALERTS, over.put("post", "portes-ouvertes"));
    for (String each : List.of("nano", "audience-not-stated", "sponsored-only")) {
      board.take(Topic.SUPPORTERS, Told.example("supporters." + each));
    }
    for (String each : List.of("referrer", "sponsored", "touch", "unknown")) {
      board.take(Topic.OUTCOMES_ATTRIBUTED, Told.example("outcomes-attributed." + each));
    }
    for (String each : List.of("organic", "sponsored", "new")) {
      board.take(Topic.COHORTS, Told.example("cohorts." + each));
    }
    board.take(Topic.PAGES, Told.example("pages.corrected"));
    board.letter("engagements", "time must be a time, is \"yesterday\"");
  }

  void noComplaints(Served board) {
    assertThat(complaints).isEmpty();
    assertThat(requested).isNotEmpty().allMatch(url -> url.startsWith(board.address.toString()));
  }
}
