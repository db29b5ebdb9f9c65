package io.groundswell.privacy;

import io.groundswell.event.Topic;
import java.util.List;

/**
 * Two pages where a supporter does all that can be done and is erased then; likewise one whom
 * others only name, and one whose first word still waits when the erasure comes. What comes after a
 * mark comes late for sure only where a snapshot was taken there: until then not every subtask may
 * know the time.
 */
final class Fans {
  /** Nothing has happened yet. */
  static final int BEGUN = 1;

  /** All has been done, nothing is erased. */
  static final int KNOWN = 2;

  /** The erasures' end has passed. */
  static final int GONE = 3;

  /** What came too late has come. */
  static final int IGNORED = 4;

  /** A new life has begun. */
  static final int BACK = 5;

  static final List<String> PAGES = List.of("refuge", "marais");

  /** Erased, who has done everything. */
  static final String ME = "forget-me-not-7f3a9c51e2d84b60";

  /** Erased, whom others only name. */
  static final String NAMED = "named-only-91c4e07ad6b35f28";

  /** Erased, whose first word waits at the mark before. */
  static final String EARLY = "early-bird-4be2870f1d93a56c";

  static final String KEPT = "keep-me-please-5d1b8e07c3f94a26";
  static final String ALSO = "also-here-c06f2a9d71e8b354";
  static final String THIRD = "third-one-2d7e95b0418fca63";

  static final List<String> ERASED = List.of(ME, NAMED, EARLY);
  static final List<String> OTHERS = List.of(KEPT, ALSO, THIRD);

  /** The end of the erasures' slice. */
  static final String ERASED_AT = "2026-11-23T10:25:10.000Z";

  private Fans() {}

  /**
   * All of it.
   *
   * @param everywhere whether the erasures are of every page at once, else of one page each
   */
  static Script script(boolean everywhere) {
    Script script = new Script();
    script.fact(Topic.RULES, "*", "08:00:00", "'minSupporters':1,'minSponsored':1");
    for (String page : PAGES) {
      ads(script, page);
    }
    script.watermark("09:00:00").mark();
    for (String page : PAGES) {
      // Too late for its own hour: it counts from now on, and ends in five minutes.
      script.engage(page, "d", "08:05:00", ME, "share", "'audience':7000");
      before(script, page);
    }
    script.watermark("10:20:00");
    for (String page : PAGES) {
      waiting(script, page);
    }
    script.mark();
    for (String supporter : ERASED) {
      for (String page : everywhere ? List.of("*") : PAGES) {
        script.fact(Topic.ERASURES, page, "10:25:05", "'supporter':'" + supporter + "'");
      }
    }
    // In one leap: who waits is known and erased at once.
    script.watermark("10:27:00").mark();
    for (String page : PAGES) {
      late(script, page);
    }
    script.watermark("10:40:00").mark();
    for (String page : PAGES) {
      after(script, page);
    }
    return script.watermark("11:00:00").mark();
  }

  private static void ads(Script script, String page) {
    for (String post : List.of("a", "b", "c", "d")) {
      script.fact(
          Topic.POSTS, page, "07:00:00", "'post':'" + post + "','topics':['t-" + post + "']");
    }
    script.fact(
        Topic.AD_DELIVERY,
        page,
        "09:30:00",
        "'post':'a','ad':'x','reach':10,'start':'2026-11-23T08:30:00Z'");
    // One that has ended: the post is not looked at again before the ad is forgotten.
    script.fact(Topic.AD_DELIVERY, page, "07:30:00", "'post':'d','ad':'y','reach':0");
    script.fact(Topic.AD_DELIVERY, page, "08:00:00", "'post':'d','ad':'y','reach':9");
    script.fact(Topic.AD_DELIVERY, page, "08:10:00", "'post':'d','ad':'y','reach':9");
  }

  private static void before(Script script, String page) {
    String via = "'via':'%s'";
    script
        .engage(page, "a", "10:00:05", ME, "share", "'audience':5000", String.format(via, KEPT))
        .engage(page, "a", "10:00:06", KEPT, "share", "'audience':4000", String.format(via, ME))
        .engage(page, "a", "10:01:00", ALSO, "like", String.format(via, KEPT))
        .engage(page, "b", "10:01:10", ALSO, "comment", String.format(via, ME))
        .engage(page, "b", "10:02:00", KEPT, "comment", String.format(via, NAMED))
        .engage(page, "c", "10:02:10", KEPT, "like")
        .engage(page, "c", "10:02:20", ALSO, "like")
        .engage(page, "b", "10:03:00", ME, "comment")
        .engage(page, "c", "10:05:00", ME, "like", "'ad':'x'")
        // Withdrawn, and said anew.
        .engage(page, "b", "10:04:00", ME, "share", "'audience':5000", "'id':'w'")
        .engage(page, "b", "10:06:00", ME, "share", "'action':'remove'", "'id':'w'")
        .engage(page, "c", "10:07:00", ME, "share", "'audience':100", "'id':'r'")
        .engage(page, "c", "10:08:00", ME, "share", "'audience':6000", "'id':'r'");
    outcome(script, page, "10:10:00", "'supporter':'" + ME + "'");
    outcome(script, page, "10:11:00", "'supporter':'" + KEPT + "','referrer':'" + ME + "'");
    outcome(script, page, "10:12:00", "'supporter':'" + ME + "','referrer':'" + KEPT + "'");
  }

  private static void outcome(Script script, String page, String time, String fields) {
    script.fact(Topic.OUTCOMES, page, time, "'kind':'signature','id':'" + time + "'," + fields);
  }

  private static void waiting(Script script, String page) {
    script
        .engage(page, "a", "10:20:05", EARLY, "share", "'audience':3000")
        .engage(page, "b", "10:20:06", EARLY, "like", "'via':'" + KEPT + "'")
        .engage(page, "a", "10:20:07", ME, "like");
    outcome(script, page, "10:20:05", "'supporter':'" + ME + "'");
  }

  /** Up to the erasure, and after it has passed; one fact of somebody else names them. */
  private static void late(Script script, String page) {
    script
        .engage(page, "b", "10:10:00", ME, "share", "'audience':5000")
        .engage(page, "b", "10:25:05", ME, "like")
        .engage(page, "b", "10:10:01", EARLY, "share", "'audience':5000")
        .engage(page, "c", "10:17:00", ALSO, "comment", "'via':'" + ME + "'");
    outcome(script, page, "10:15:00", "'supporter':'" + ME + "'");
    outcome(script, page, "10:16:00", "'supporter':'" + KEPT + "','referrer':'" + ME + "'");
    outcome(script, page, "10:17:00", "'supporter':'" + ME + "','referrer':'" + KEPT + "'");
  }

  private static void after(Script script, String page) {
    script
        .engage(page, "a", "10:41:00", ALSO, "share", "'audience':9000")
        .engage(page, "a", "10:41:01", THIRD, "share", "'audience':8000")
        .engage(page, "b", "10:41:02", KEPT, "like")
        .engage(page, "b", "10:42:00", ME, "like")
        .engage(page, "b", "10:42:01", ME, "comment")
        .engage(page, "c", "10:42:02", ME, "comment");
    outcome(script, page, "10:43:00", "'supporter':'" + ME + "'");
  }
}
