package io.groundswell.board;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.groundswell.codec.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Pictures of the board on the real data, at a moment of the day; docs/board.md says how to make
 * the one in the README with it.
 *
 * <p>Arguments: the folder of the pictures, then any number of {@code
 * view,language,light|dark,width,height,moment}, each with {@code ,state} behind it where something
 * is to be otherwise; several states are joined by {@code +}:
 *
 * <ul>
 *   <li>{@code empty}, {@code loading}, {@code login}, {@code login+refused}: before there is
 *       anything to see;
 *   <li>{@code lost}, {@code broker}, {@code still}, {@code paused}: figures stand still;
 *   <li>{@code hidden}: no names; {@code letters}: records were refused;
 *   <li>{@code replay}, {@code dialog}: half of an alert's curve, a post's curve;
 *   <li>{@code full}: the whole page, not one screen of it.
 * </ul>
 */
final class Pictures {
  private static final Set<String> STATES =
      Set.of(
          "empty", "loading", "login", "refused", "lost", "broker", "still", "paused", "hidden",
          "letters", "replay", "dialog", "full");

  private static final String TOKEN = "a token for pictures";

  private Pictures() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    // Another folder: what "replay" wrote of "generate", as replayed and dataset in it.
    Day day = new Day(Path.of(System.getProperty("groundswell.day", "target/board-day")));
    try (Browsers browsers = new Browsers()) {
      for (String wanted : List.of(args).subList(1, args.length)) {
        String[] part = wanted.split(",", -1);
        Set<String> states = part.length > 6 ? Set.of(part[6].split("\\+", -1)) : Set.of();
        if (!STATES.containsAll(states)) {
          throw new IllegalArgumentException(part[6] + " must be of " + STATES);
        }
        take(browsers.browser, day, part, states, folder);
      }
    }
  }

  private static Served board(Day day, long moment, Set<String> states) throws Exception {
    // Records arrive now: a clock that is ahead has seen nothing new for as long.
    Clock clock = Clock.systemUTC();
    if (states.contains("still")) {
      clock = Clock.offset(clock, Duration.ofMinutes(9));
    }
    Access access = new Access(states.contains("login") ? TOKEN : null, false);
    Served board = new Served(Limits.USUAL, !states.contains("hidden"), access, clock);
    if (!states.contains("empty")) {
      day.tell(board, moment);
    }
    if (states.contains("letters")) {
      for (int i = 0; i < 41; i++) {
        board.letter("engagements", "time must be a time, is \"yesterday " + i + "\"");
      }
      board.letter("ad-delivery", "spend must be 0 or more, is -3");
      board.letter("posts", "a record must be valid JSON: Unexpected character");
    }
    if (states.contains("broker")) {
      board.freshness.lost("no broker");
    }
    return board;
  }

  private static void take(Browser browser, Day day, String[] part, Set<String> states, Path folder)
      throws Exception {
    int width = Integer.parseInt(part[3]);
    try (Served board = board(day, Times.parse(part[5]), states);
        BrowserContext context =
            browser.newContext(
                new Browser.NewContextOptions()
                    .setLocale(part[1].equals("fr") ? "fr-FR" : "en-GB")
                    .setTimezoneId("Europe/Paris")
                    .setColorScheme(part[2].equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setViewportSize(width, Integer.parseInt(part[4])))) {
      Page page = context.newPage();
      page.onConsoleMessage(m -> System.out.println(m.type() + ": " + m.text()));
      page.onPageError(System.out::println);
      if (states.contains("loading")) {
        // Never answered.
        page.route("**/api/snapshot", route -> {});
      }
      page.navigate(board.address + "#/" + part[0]);
      stage(page, board, states);
      page.waitForTimeout(900);
      String name = String.join("-", part[0], part[1], part[2], part[3]);
      if (part.length > 6) {
        name += "-" + part[6].replace('+', '-');
      }
      Path file = folder.resolve(name + ".png");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(file).setFullPage(states.contains("full")));
      System.out.println(file + " " + file.toFile().length() + " bytes");
    }
  }

  private static void stage(Page page, Served board, Set<String> states) throws Exception {
    if (states.contains("refused")) {
      page.locator("#token").fill("wrong");
      page.locator("button").click();
      page.waitForSelector("[role=alert]");
    }
    if (states.contains("login") || states.contains("loading")) {
      return;
    }
    page.waitForSelector(".view h1");
    if (states.contains("replay")) {
      page.waitForSelector(".player input");
      page.evaluate(
          "() => { const s = document.querySelector('.player input'); s.value = s.max / 2;"
              + " s.dispatchEvent(new Event('input')); }");
    }
    if (states.contains("dialog")) {
      page.locator("button.linkish").first().click();
    }
    if (states.contains("paused")) {
      page.locator("button[data-k=pause]").click();
    }
    if (states.contains("lost")) {
      board.close();
      page.waitForSelector("#banner .notice.bad");
    }
  }
}
