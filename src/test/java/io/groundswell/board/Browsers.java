package io.groundswell.board;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Headless Chromium as the system has it: none is ever downloaded. */
final class Browsers implements AutoCloseable {
  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(chromium())
                  .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));

  /** The property {@code groundswell.chromium}, or one on the path. */
  private static Path chromium() {
    String set = System.getProperty("groundswell.chromium");
    if (set != null) {
      return Path.of(set);
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium: apt-get install chromium, or -Dgroundswell.chromium=PATH"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
