package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import io.groundswell.event.Topic;
import io.groundswell.faults.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * What the page says while it cannot say what holds now: loading, failed, cut off, asleep, stale.
 */
class StatesTest extends InBrowser {
  @Test
  void untilTheFirstAnswerItSaysThatItLoads() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      Queue<Route> held = new ConcurrentLinkedQueue<>();
      page.route("**/api/snapshot", held::add);
      page.navigate(board.address.toString());
      assertThat(page.locator("main .loading")).containsText("Loading what people carry");
      assertThat(page.locator("#link")).containsText("Connecting");
      assertThat(page.locator("h1")).hasCount(0);
      page.unroute("**/api/snapshot");
      held.forEach(Route::resume);
      soon(page.locator(".alert h2"));
      assertThat(page.locator("main .loading")).hasCount(0);
      noComplaints(board);
    }
  }

  @Test
  void aBoardThatDoesNotAnswerIsSaidAndAskedAgain() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("fr-FR", false, 1280, 900);
      page.route("**/api/snapshot", route -> route.abort());
      page.navigate(board.address.toString());
      assertThat(page.locator("#banner .notice.bad"))
          .containsText("Le tableau ne répond pas", patience());
      page.unroute("**/api/snapshot");
      soon(page.locator(".alert h2"));
      assertThat(page.locator("#banner .notice.bad")).hasCount(0, patientCount());
    }
  }

  /** Two thousand browsers that a board refuses must not ask for everything each second. */
  @Test
  void whereTheStreamIsRefusedItAsksLessAndLessOften() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.addInitScript(
          """
          window.asked = [];
          const real = window.fetch;
          window.fetch = (url, ...more) => {
            if (String(url).includes('snapshot')) window.asked.push(performance.now());
            return real(url, ...more);
          };
          """);
      page.route(
          "**/api/events*",
          route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("full")));
      page.navigate(board.address.toString());
      page.waitForFunction("() => window.asked.length >= 4");
      List<?> waited =
          (List<?>)
              page.evaluate("() => window.asked.slice(1, 4).map((t, i) => t - window.asked[i])");
      // A timer is never early, however busy the machine.
      for (int i = 0; i < 3; i++) {
        assertThat(((Number) waited.get(i)).doubleValue()).isGreaterThan((1 << i) * 990.0);
      }
    }
  }

  /** The lid is closed: nothing arrives, no error is told, and the clock jumps. */
  @Test
  void afterSleepOnADeadConnectionItCatchesUp() throws Exception {
    try (Served board = Served.open();
        TcpProxy wire = TcpProxy.start(freePort(), board.address.getPort())) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.clock().install();
      page.navigate(URI.create("http://127.0.0.1:" + wire.port() + "/").toString());
      soon(page.locator(".alert .badge.opened"));
      wire.cut();
      board.take(Topic.ALERTS, Told.example("alerts.raised"));
      page.clock().fastForward("08:00:00");
      assertThat(page.locator("#banner .notice.bad"))
          .containsText("connection to the board is lost", patience());
      assertThat(page.locator(".alert .badge.opened")).hasCount(1);
      wire.mend();
      soon(page.locator(".alert .badge.raised"));
      assertThat(page.locator("#banner .notice.bad")).hasCount(0, patientCount());
    }
  }

  @Test
  void aBoardThatWasRestartedIsFoundAgain() throws Exception {
    int port = freePort();
    Page page;
    try (Served board = Served.at(port)) {
      fill(board);
      page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      soon(page.locator(".alert .badge.opened"));
    }
    assertThat(page.locator("#banner .notice.bad")).containsText("lost", patience());
    try (Served board = Served.at(port)) {
      fill(board);
      board.take(Topic.ALERTS, Told.example("alerts.raised"));
      soon(page.locator(".alert .badge.raised"));
      assertThat(page.locator("#banner .notice.bad")).hasCount(0, patientCount());
    }
  }

  @Test
  void figuresThatStandStillAreSaidSo() throws Exception {
    // Records arrive now: a clock that is ahead has seen nothing new for as long.
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(9));
    try (Served board = new Served(Limits.USUAL, true, new Access(null, false), ahead)) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      assertThat(page.locator("#banner .notice.held"))
          .containsText("No new figures since", patience());
      page.navigate(board.address + "#/health");
      assertThat(page.locator(".view .lead[role=status]")).containsText("no figures have come");
      assertThat(page.locator(".view .state.held")).hasText("! stands still");
    }
  }

  @Test
  void pausedNothingMovesAndWhatWasMissedComesAfterwards() throws Exception {
    try (Served board = Served.open()) {
      fill(board);
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address.toString());
      soon(page.locator(".alert"));
      page.locator("button[data-k=pause]").click();
      assertThat(page.locator("#banner")).containsText("Paused");
      board.take(Topic.ALERTS, Told.example("alerts.raised"));
      hasArrived(page, 3);
      assertThat(page.locator(".alert .badge.opened")).hasCount(1);
      assertThat(page.locator(".alert .badge.raised")).hasCount(0);
      // Nor does a connection that is made anew overtake whoever reads.
      page.evaluate("async () => (await import('/data.js')).load()");
      hasArrived(page, 3);
      assertThat(page.locator(".alert .badge.raised")).hasCount(0);
      page.locator("button[data-k=pause]").click();
      soon(page.locator(".alert .badge.raised"));
      assertThat(page.locator("#banner .notice")).hasCount(0);
    }
  }

  /**
   * Waits until the page must have been told of so many alerts: changes are told before two more
   * words of how the board is, and those come while it is paused too.
   */
  private static void hasArrived(Page page, int alerts) {
    page.waitForFunction(
        """
        async alerts => {
          const { state } = await import('/data.js');
          const s = state.status;
          if (s.streams.find(each => each.topic === 'alerts').records < alerts) return false;
          window.since ??= s.now;
          window.words = window.words ?? new Set();
          window.words.add(s.now);
          if (window.words.size < 4) return false;
          delete window.words;
          return new Promise(done => setTimeout(() => requestAnimationFrame(() => done(true)), 1000));
        }
        """,
        alerts);
  }

  @Test
  void healthNeverSaysBetterThanItsRows() throws Exception {
    try (Served board = Served.open()) {
      Page page = page("en-GB", false, 1280, 900);
      page.navigate(board.address + "#/health");
      var verdict = page.locator(".view .lead[role=status]");
      assertThat(verdict).containsText("nothing has come yet", patience());
      fill(board);
      assertThat(verdict).containsText("new records keep coming", patience());
      assertThat(verdict).containsText("1 record was refused");
      board.freshness.found(Map.of(Topic.ALERTS, 90_000L));
      assertThat(verdict).containsText("still being read", patience());
      assertThat(page.locator(".view .state.held")).hasText("… catching up");
      board.freshness.found(Map.of(Topic.ALERTS, 0L));
      board.freshness.exists(Topic.COHORTS, false);
      assertThat(verdict).containsText("A topic is missing", patience());
      board.freshness.exists(Topic.COHORTS, true);
      board.freshness.lost("no broker");
      assertThat(verdict).containsText("Kafka does not answer", patience());
    }
  }

  private static ContainsTextOptions patience() {
    return new ContainsTextOptions().setTimeout(PATIENCE_MS);
  }

  private static HasCountOptions patientCount() {
    return new HasCountOptions().setTimeout(PATIENCE_MS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
