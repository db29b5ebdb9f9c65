package io.groundswell.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import io.groundswell.event.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words of the page: two languages, and text from topics that stays text. */
class WordsTest extends InBrowser {
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
}
