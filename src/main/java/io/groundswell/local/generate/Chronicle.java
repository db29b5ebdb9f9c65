package io.groundswell.local.generate;

import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.List;

/** Publications and outcomes: what surrounds the engagements. */
final class Chronicle {
  private static final String[] TOPICS = {
    "climat",
    "eau",
    "forêt",
    "océan",
    "énergie",
    "santé",
    "école",
    "logement",
    "musique",
    "sport",
    "mode",
    "cuisine",
    "voyage",
    "vélo",
    "animaux",
    "culture"
  };
  private static final String[] FORMATS = {"photo", "video", "text", "link"};
  private static final double FRENCH = 0.6;
  private static final double NAMES_POST = 0.7;
  private static final double NAMES_SUPPORTER = 0.85;
  private static final double NAMES_REFERRER = 0.7;
  private static final double SIGNATURES = 0.6;
  private static final double PURCHASES = 0.3;

  private final Outbox outbox;
  private final Records records;
  private final Dice words;
  private final Dice dice;
  private final Zipf topics = new Zipf(TOPICS.length, 0.8);
  private long outcomes;

  Chronicle(long seed, Outbox outbox, Records records) {
    this.outbox = outbox;
    this.records = records;
    words = Dice.of(seed, "words");
    dice = Dice.of(seed, "outcomes");
  }

  /** A post appears, at its time. */
  void publish(PostPlan post) {
    List<String> about = new ArrayList<>(3);
    for (int i = 1 + words.below(3); i > 0; i--) {
      String topic = TOPICS[topics.rank(words) - 1];
      if (!about.contains(topic)) {
        about.add(topic);
      }
    }
    boolean french = words.chance(FRENCH);
    String text =
        french
            ? "Où en sommes-nous ? Aujourd'hui : " + String.join(", ", about)
            : "Where do we stand? Today: " + String.join(", ", about);
    String format = FORMATS[words.below(FORMATS.length)];
    byte[] value = records.post(post, about, format, french ? "fr" : "en", text);
    outbox.post(Topic.POSTS, post.name(), post.published, 0, value);
  }

  /**
   * Somebody who engaged did something in the real world.
   *
   * @param now epoch ms
   * @param supporter their number
   * @param parent the supporter whose share had brought them, below 0 if none
   */
  void outcome(PostPlan post, long now, int supporter, int parent) {
    double u = dice.unit();
    String kind =
        u < SIGNATURES ? "signature" : u < SIGNATURES + PURCHASES ? "purchase" : "attendance";
    Long cents = (long) dice.logNormal(3000, 0.8);
    String name = dice.chance(NAMES_SUPPORTER) ? PostPlan.supporterName(supporter) : null;
    String about = dice.chance(NAMES_POST) ? post.name() : null;
    boolean referred = dice.chance(NAMES_REFERRER) && parent >= 0 && parent != supporter;
    byte[] value =
        records.outcome(
            ++outcomes,
            now,
            post.pageName(),
            kind,
            about,
            name,
            referred ? PostPlan.supporterName(parent) : null,
            kind.equals("purchase") ? cents : null);
    outbox.post(Topic.OUTCOMES, post.pageName(), now, 0, value);
  }
}
