package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.groundswell.event.Topic;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page while things move: pause, a broker that goes and comes, ten thousand posts. */
class LiveTest extends InBrowser {
  @TempDir private Path folder;

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
        Board board = broker.board()) {
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
