package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.groundswell.codec.Times;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the demo's own data no word of the first screen contradicts the figures beside it. */
class FirstScreenTest extends InBrowser {
  private static final long MINUTE = 60_000;

  @TempDir private static Path folder;

  /** What is said, against what the page knows; a list of contradictions. */
  private static final String CONTRADICTIONS =
      """
      async () => {
        const { state, postOf } = await import('/data.js');
        const wrong = [];
        const hero = document.querySelector('.hero').textContent;
        const open = [...state.rows.alert].filter(([, a]) => a.status !== 'closed');
        const posts = [...state.rows.post.values()];
        const now = id => state.rows.post.get(postOf(id));
        if (open.length === 0) {
          if (!hero.includes('Nothing')) wrong.push('no alert is open: ' + hero);
          if (hero.includes('No post') && posts.some(p => p.ratio > 1)) wrong.push('somebody is ahead: ' + hero);
        } else {
          const ahead = open.filter(([id]) => !(now(id)?.ratio < 1)).length;
          const said = /carry one post/.test(hero) ? 1 : Number(/carry ([0-9,]+) posts/.exec(hero)?.[1] ?? 0);
          if (said !== ahead) wrong.push(ahead + ' are ahead: ' + hero);
        }
        for (const card of document.querySelectorAll('article.alert')) {
          const title = card.querySelector('h2').textContent;
          const [id, a] = open.find(([, each]) => (each.about?.text ?? each.post) === title);
          const p = now(id);
          if (!p || p.at < a.at) continue;
          const text = card.querySelector('.todo').textContent + ' ' + card.querySelector('.badge').textContent;
          const money = /Sponsor it now|Raise its budget/.test(text);
          const surely = p.lower > p.sponsored && p.organic >= 0.75 * a.organic.reach;
          if (money !== surely) wrong.push(title + ': ' + text + JSON.stringify(p));
          if (/going down/i.test(text) && p.organic >= a.organic.reach) wrong.push(title + ' goes up: ' + text);
          if (/reach further|Behind/.test(text) && p.ratio >= 1) wrong.push(title + ' is ahead: ' + text);
        }
        return wrong;
      }
      """;

  @Test
  void noWordContradictsItsFigures() throws Exception {
    Day day = new Day(folder.resolve("day"));
    Page page = page("en-GB", false, 1280, 900);
    long begin = Times.parse("2026-10-12T16:58:00Z");
    for (long at = begin; at < begin + 24 * 60 * MINUTE; at += 61 * MINUTE) {
      try (Served board = Served.open()) {
        day.tell(board, at);
        page.navigate(board.address.toString());
        soon(page.locator(".hero h1"));
        assertThat((List<?>) page.evaluate(CONTRADICTIONS)).as(Times.format(at)).isEmpty();
        page.navigate("about:blank");
      }
    }
    assertThat(complaints).isEmpty();
  }
}
