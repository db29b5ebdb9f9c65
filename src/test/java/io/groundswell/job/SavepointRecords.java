package io.groundswell.job;

import io.groundswell.codec.Times;
import io.groundswell.event.Topic;
import io.groundswell.fixture.Given;
import io.groundswell.time.Timing;

/** The records of the savepoints' run, per version; what comes after the mark comes restored. */
final class SavepointRecords {
  /** How many supporters there are before the mark. */
  static final int SUPPORTERS = 20;

  private SavepointRecords() {}

  /** Version 1: each supporter has shared once. */
  static FixtureSource version1() {
    FixtureSource source = rules(SUPPORTERS);
    source
        .record(Topic.AD_DELIVERY, ad("09:00:00", 0, ""))
        .record(Topic.AD_DELIVERY, ad("10:00:00", 100, ""))
        .watermark(Given.at("10:00:00"));
    for (int s = 0; s < SUPPORTERS; s++) {
      source.record(Topic.ENGAGEMENTS, share(s, "10:00:05", "add"));
    }
    source
        .record(Topic.ENGAGEMENTS, "{'id':'no'}")
        .watermark(Given.at("10:20:00"))
        .record(Topic.ENGAGEMENTS, share(SUPPORTERS, "10:20:05", "add"))
        .mark();
    for (int s = 0; s < SUPPORTERS; s++) {
      source.record(Topic.ENGAGEMENTS, share(s, "10:30:05", "remove"));
    }
    return source.watermark(Given.at("11:00:00"));
  }

  /**
   * Version 2: each has shared on three days before, four of them by word of mouth; some have
   * signed, and two want to be forgotten, one before the mark and one after.
   */
  static FixtureSource version2() {
    FixtureSource source = rules(15);
    source
        .record(Topic.POSTS, post("post", before(3, "11:00:00"), "'climat','eau'"))
        .record(Topic.POSTS, post("other", before(2, "11:00:00"), "'eau'"));
    for (int day = 3; day > 0; day--) {
      long time = before(day, "12:00:00");
      for (int s = 0; s < SUPPORTERS; s++) {
        String via = day == 3 && s > 0 && s < 5 ? "'via':'s0'," : "";
        source.record(Topic.ENGAGEMENTS, engagement(s, "before" + day, time, via));
      }
      source.watermark(time + Timing.MINUTE);
    }
    source
        .record(Topic.AD_DELIVERY, ad("09:00:00", 0, "'currency':'EUR',"))
        .record(Topic.AD_DELIVERY, ad("10:00:00", 100, "'currency':'EUR',"))
        .watermark(Given.at("10:00:00"));
    for (int s = 0; s < SUPPORTERS; s++) {
      source.record(Topic.ENGAGEMENTS, share(s, "10:00:05", "add"));
    }
    String sponsored = engagement(5, "ad", Given.at("10:04:00"), "'ad':'ad',");
    source
        .record(Topic.ENGAGEMENTS, "{'id':'no'}")
        .record(Topic.ENGAGEMENTS, sponsored)
        .record(Topic.OUTCOMES, outcome("1", "10:05:00", "'supporter':'s1'"))
        .record(Topic.OUTCOMES, outcome("2", "10:05:00", "'supporter':'s5'"))
        .record(Topic.OUTCOMES, outcome("3", "10:06:00", "'referrer':'s0'"))
        .record(Topic.ERASURES, erasure("*", "s19", "10:10:00"))
        .watermark(Given.at("10:20:00"))
        .record(Topic.ENGAGEMENTS, share(SUPPORTERS, "10:20:05", "add"))
        .record(Topic.OUTCOMES, outcome("4", "10:20:05", "'supporter':'s3'"))
        .record(Topic.ERASURES, erasure("page", "s18", "10:25:00"))
        .record(Topic.ERASURES, erasure("*", "s17", "10:25:00"))
        .mark()
        .record(Topic.ENGAGEMENTS, share(18, "10:24:00", "add"));
    for (int s = 0; s < 17; s++) {
      source.record(Topic.ENGAGEMENTS, share(s, "10:30:05", "remove"));
    }
    return source
        .record(Topic.OUTCOMES, outcome("1", "10:31:00", "'supporter':'s1'"))
        .record(Topic.OUTCOMES, outcome("5", "10:31:00", "'supporter':'s2'"))
        .watermark(Given.at("11:00:00"));
  }

  private static FixtureSource rules(int least) {
    return new FixtureSource()
        .record(Topic.RULES, "{'page':'page','time':'2026-11-23T08:00:00Z','patience':7}")
        .record(
            Topic.RULES,
            "{'page':'*','time':'2026-11-23T08:00:00Z','minSupporters':" + least + "}");
  }

  /** So many days before, at a time of the day. */
  static long before(int days, String time) {
    return Given.at(time) - days * Timing.DAY;
  }

  private static String ad(String time, int reach, String more) {
    return "{'page':'page','post':'post','ad':'ad',"
        + more
        + "'time':'"
        + Times.format(Given.at(time))
        + "','reach':"
        + reach
        + ",'spend':"
        + reach / 10
        + "}";
  }

  private static String share(int supporter, String time, String action) {
    return "{'page':'page','post':'post','supporter':'s"
        + supporter
        + "','kind':'share','id':'1','audience':500,'action':'"
        + action
        + "','time':'"
        + Times.format(Given.at(time))
        + "'}";
  }

  private static String engagement(int supporter, String id, long time, String more) {
    return "{'page':'page','post':'post',"
        + more
        + "'supporter':'s"
        + supporter
        + "','kind':'share','id':'"
        + id
        + "','audience':500,'time':'"
        + Times.format(time)
        + "'}";
  }

  private static String post(String post, long time, String topics) {
    return "{'page':'page','post':'"
        + post
        + "','topics':["
        + topics
        + "],'time':'"
        + Times.format(time)
        + "'}";
  }

  private static String outcome(String id, String time, String who) {
    return "{'page':'page','kind':'signature','id':'"
        + id
        + "',"
        + who
        + ",'value':5,'currency':'EUR','time':'"
        + Times.format(Given.at(time))
        + "'}";
  }

  private static String erasure(String page, String supporter, String time) {
    return "{'page':'"
        + page
        + "','supporter':'"
        + supporter
        + "','time':'"
        + Times.format(Given.at(time))
        + "'}";
  }
}
