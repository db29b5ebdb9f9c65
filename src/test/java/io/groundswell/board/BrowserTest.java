package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. */
class BrowserTest {
  private static final double PATIENCE_MS = 60_000;
  private static final long OPENED = 1_795_428_920_000L;
  private static final String[] VIEWS = {
    "now", "posts", "supporters", "outcomes", "history", "health"
  };

  private static Browsers browsers;

  private final List<String> complaints = new ArrayList<>();
  private final List<String> requested = new ArrayList<>();
  private BrowserContext context;

  @TempDir private Path folder;

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

  private Page page(String locale, boolean dark, int width, int height) {
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

  private static Locator soon(Locator locator) {
    assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
    return locator;
  }

  private static void fill(Served board) {
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

  private void noComplaints(Served board) {
    assertThat(complaints).isEmpty();
    assertThat(requested).isNotEmpty().allMatch(url -> url.startsWith(board.address.toString()));
  }

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
            .map(BrowserTest::told)
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
  void theLanguageIsTheBrowsersAndCanBeSwitched() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("fr-CA", false, 1280, 900);
      page.navigate(board.address.toString());
      assertThat(page.locator("h1")).containsText("En ce moment");
      assertThat(page.locator(".alert .sentence"))
          .containsText("portée par ses propres supporters");
      assertThat(page.locator("html")).hasAttribute("lang", "fr");
      page.locator("button[lang=en]").click();
      assertThat(page.locator("h1")).containsText("Right now");
      assertThat(page.locator(".alert .sentence")).containsText("carried by its own people");
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      page.reload();
      assertThat(page.locator("h1")).containsText("Right now");
    }
  }

  @Test
  void bothLanguagesHaveTheSameWordsAndFrenchItsSpaces() throws Exception {
    try (Served board = Served.open()) {
      Page page = page("fr-FR", false, 800, 600);
      page.navigate(board.address.toString());
      Object wrong =
          page.evaluate(
              """
              async () => {
                const { WORDS } = await import('/words.js');
                const wrong = [];
                const shape = (o, at) => typeof o === 'object'
                  ? Object.keys(o).sort().flatMap(k => shape(o[k], at + '.' + k)) : [at + ':' + typeof o];
                const fr = shape(WORDS.fr, ''), en = shape(WORDS.en, '');
                wrong.push(...fr.filter(k => !en.includes(k)), ...en.filter(k => !fr.includes(k)));
                const all = o => typeof o === 'object' ? Object.values(o).flatMap(all)
                  : typeof o === 'function' ? [o(2, 3, 4, 5)] : [o];
                for (const text of all(WORDS.fr)) {
                  if (/ [:;!?»%]|« |'/.test(text) || /[^\\s\\u00a0\\u202f][;!?»]/.test(text)) wrong.push(text);
                }
                return wrong;
              }
              """);
      assertThat((List<?>) wrong).isEmpty();
    }
  }

  @Test
  void whatIsHostileIsText() throws Exception {
    try (Served board = Served.open()) {
      String hostile = "<img src=x onerror=alert(1)></script><script>alert(2)</script>";
      String bidi = "\u202Egnp.exe\u2066\u0000";
      board.take(Topic.POSTS, Told.post(hostile, hostile, hostile + bidi));
      board.take(Topic.POST_MOMENTUM, Told.momentum(hostile, hostile, OPENED, 5, 4, 3));
      ObjectNode alert = Told.example("alerts.opened");
      alert.put("page", hostile).put("post", hostile).put("id", hostile + "/" + hostile + "/x/1");
      ((ObjectNode) alert.path("text")).put("fr", hostile).put("en", bidi + hostile);
      alert
          .path("topSupporters")
          .forEach(each -> ((ObjectNode) each).put("supporter", bidi + hostile));
      board.take(Topic.ALERTS, alert);
      ObjectNode profile = Told.example("supporters.nano").put("supporter", hostile);
      profile
          .putArray("topics")
          .addObject()
          .put("topic", hostile)
          .put("lift", 2)
          .put("engagements", 3);
      board.take(Topic.SUPPORTERS, profile);
      ObjectNode day = Told.example("pages.corrected").put("page", hostile);
      ((ObjectNode) day.path("outcomes").get(0)).put("kind", hostile);
      day.putObject("spend").put(hostile, 3);
      board.take(Topic.PAGES, day);
      board.take(
          Topic.OUTCOMES_ATTRIBUTED,
          Told.example("outcomes-attributed.touch").put("creditedTo", hostile));
      board.letter(hostile, hostile);
      Page page = page("en-GB", false, 1280, 900);
      page.onDialog(dialog -> complaints.add("dialog: " + dialog.message()));
      for (String view : VIEWS) {
        page.navigate(board.address + "#/" + view);
        soon(page.locator(".view h1"));
        assertThat(page.locator("main img, main script")).hasCount(0);
        assertThat(page.locator("main")).containsText("<img src=x");
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

  @Test
  void pausedNothingMovesAndWhatWasMissedComesAfterwards() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      soon(page.locator(".alert"));
      page.locator("button[data-k=pause]").click();
      board.take(Topic.ALERTS, Told.example("alerts.raised"));
      board.take(Topic.SUPPORTERS, Told.example("supporters.nano"));
      assertThat(page.locator("#banner")).containsText("Paused");
      page.waitForFunction("() => true");
      assertThat(page.locator(".alert .badge.opened")).hasCount(1);
      page.locator("button[data-k=pause]").click();
      soon(page.locator(".alert .badge.raised"));
    }
  }

  @Test
  void alertsComeFromARealBrokerAndGoOnWhenItWasAway() throws Exception {
    try (Broker broker = Broker.start(folder);
        Board board = board(broker)) {
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address().toString());
      assertThat(page.locator("h1"))
          .containsText(
              "No figures yet",
              new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS));
      broker.send(Topic.POSTS, Told.post(Told.PAGE, Told.POST, "Nala cherche une famille"));
      broker.inTransaction(true, tx -> tx.send(Topic.ALERTS, Told.example("alerts.opened")));
      soon(page.locator(".alert .badge.opened"));
      assertThat(page.locator(".alert h2")).containsText("Nala");
      broker.stop();
      soon(page.locator("#banner .notice.bad"));
      broker.startAgain();
      broker.inTransaction(true, tx -> tx.send(Topic.ALERTS, Told.example("alerts.raised")));
      soon(page.locator(".alert .badge.raised"));
      assertThat(page.locator("#banner .notice.bad"))
          .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }
  }

  private static Board board(Broker broker) throws Exception {
    Properties kafka = new Properties();
    kafka.put("bootstrap.servers", broker.bootstrapServers());
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Board.start(new Board.Plan(kafka, "", address, null, false, true, null));
  }

  @Test
  void tenThousandPostsAreInTheTableAndFewInThePage() throws Exception {
    try (Served board = Served.open()) {
      for (int i = 0; i < 10_000; i++) {
        board.take(
            Topic.POST_MOMENTUM,
            Told.momentum("page" + i % 7, "post" + i, OPENED, i, i / 2.0, 500));
      }
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address + "#/posts");
      soon(page.locator("table.posts"));
      assertThat(page.locator("table.posts")).hasAttribute("aria-rowcount", "10001");
      assertThat(page.locator("table.posts tbody tr").count()).isLessThan(60);
      assertThat(page.locator("table.posts tbody button").first()).hasText("post9999");
      Object frames = page.evaluate(FRAMES, Map.of("steps", 120));
      System.out.println("board: 10 000 posts, frame times while scrolling, ms: " + frames);
      page.evaluate("document.querySelector('.scroll.tall').scrollTop = 1e9");
      assertThat(page.locator("table.posts")).containsText("post0");
      page.locator("input[type=search]").fill("POST777");
      assertThat(page.locator("table.posts tbody button").first()).hasText("post7779");
      noComplaints(board);
    }
  }

  /** Scrolls through everything, a step a frame, and tells how long frames took. */
  private static final String FRAMES =
      """
      async ({ steps }) => {
        const box = document.querySelector('.scroll.tall');
        const far = box.scrollHeight - box.clientHeight;
        const took = [];
        let last = performance.now();
        for (let i = 1; i <= steps; i++) {
          box.scrollTop = far * i / steps;
          await new Promise(requestAnimationFrame);
          const now = performance.now();
          took.push(now - last);
          last = now;
        }
        took.sort((a, b) => a - b);
        return { median: took[steps >> 1], p95: took[Math.floor(steps * .95)], worst: took[steps - 1] };
      }
      """;
}
