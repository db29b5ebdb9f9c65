package io.groundswell.board;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.groundswell.codec.Times;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures of the board on the real data, at a moment of the day; docs/board.md says how to make
 * the one in the README with it.
 *
 * <p>Arguments: the folder of the pictures, then any number of {@code
 * view,language,light|dark,width,height,moment}.
 */
final class Pictures {
  private Pictures() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    Day day = new Day(Path.of("target", "board-day"));
    try (Browsers browsers = new Browsers()) {
      for (String wanted : List.of(args).subList(1, args.length)) {
        String[] part = wanted.split(",", -1);
        try (Served board = Served.open()) {
          day.tell(board, Times.parse(part[5]));
          take(browsers.browser, board, part, folder);
        }
      }
    }
  }

  private static void take(Browser browser, Served board, String[] part, Path folder) {
    int width = Integer.parseInt(part[3]);
    try (BrowserContext context =
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
      page.navigate(board.address + "#/" + part[0]);
      page.waitForSelector(".view h1");
      page.waitForTimeout(900);
      Path file = folder.resolve(String.join("-", part[0], part[1], part[2], part[3]) + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
      System.out.println(file + " " + file.toFile().length() + " bytes");
    }
  }
}
