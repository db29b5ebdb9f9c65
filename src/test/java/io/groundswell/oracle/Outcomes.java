package io.groundswell.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Section 3 of supporters.md: which outcomes count, and to whom they are credited. */
final class Outcomes {
  private static final long TOUCH = 7 * Slices.DAY;

  private static final Comparator<String> ABSENT_FIRST = Comparator.nullsFirst(Slices.BY_NAME);
  private static final Comparator<Outcome> FIRST =
      Comparator.comparingLong(Outcome::time)
          .thenComparing(Outcome::supporter, ABSENT_FIRST)
          .thenComparing(Outcome::referrer, ABSENT_FIRST)
          .thenComparing(Outcome::post, ABSENT_FIRST)
          .thenComparing(Outcome::value, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Outcome::currency, ABSENT_FIRST);

  private record Identity(String page, String kind, String id) {}

  /**
   * An outcome that counts.
   *
   * @param origin organic, sponsored or unknown
   * @param creditedTo null where nobody
   * @param touch null where there is none
   */
  record Attributed(Outcome outcome, String origin, String creditedTo, Engagement touch) {

    ObjectNode record() {
      ObjectNode record = Wire.object();
      record.put("id", outcome.id());
      record.put("page", outcome.page());
      record.put("kind", outcome.kind());
      record.put("time", Wire.time(outcome.time()));
      record.put("supporter", outcome.supporter());
      record.put("referrer", outcome.referrer());
      record.set("value", Wire.number(outcome.value()));
      record.put("currency", outcome.currency());
      record.put("origin", origin);
      record.put("creditedTo", creditedTo);
      String touchedPost = touch == null ? null : touch.id().post();
      record.put("post", outcome.post() == null ? touchedPost : outcome.post());
      record.put("ad", touch == null ? null : touch.ad());
      if (touch == null) {
        record.putNull("touch");
      } else {
        record
            .putObject("touch")
            .put("kind", touch.id().kind().wire())
            .put("time", Wire.time(touch.time()))
            .put("post", touch.id().post());
      }
      return record;
    }
  }

  private final List<Engagement> engagements;
  private final Erasures erasures;

  /** Takes the engagements that are not ignored. */
  Outcomes(List<Engagement> engagements, Erasures erasures) {
    this.engagements = engagements;
    this.erasures = erasures;
  }

  List<Attributed> attribute(List<Outcome> outcomes) {
    Map<Identity, Long> lastCounted = new HashMap<>();
    List<Attributed> attributed = new ArrayList<>();
    for (Outcome outcome : outcomes.stream().filter(this::taken).sorted(FIRST).toList()) {
      Identity identity = new Identity(outcome.page(), outcome.kind(), outcome.id());
      Long last = lastCounted.get(identity);
      if (last == null || outcome.time() - last > Slices.REMEMBER) {
        lastCounted.put(identity, outcome.time());
        attributed.add(attribute(outcome));
      }
    }
    return attributed;
  }

  /** Not about anybody who is erased by the time it comes. */
  private boolean taken(Outcome outcome) {
    return (outcome.supporter() == null
            || !erasures.ignored(outcome.page(), outcome.supporter(), outcome.time()))
        && (outcome.referrer() == null
            || !erasures.ignored(outcome.page(), outcome.referrer(), outcome.time()));
  }

  private Attributed attribute(Outcome outcome) {
    if (outcome.referrer() != null && !outcome.referrer().equals(outcome.supporter())) {
      return new Attributed(outcome, "organic", outcome.referrer(), null);
    }
    Engagement touch = outcome.supporter() == null ? null : touch(outcome);
    if (touch == null) {
      return new Attributed(outcome, "unknown", null, null);
    }
    String origin = touch.organic() ? "organic" : "sponsored";
    return new Attributed(outcome, origin, outcome.supporter(), touch);
  }

  private Engagement touch(Outcome outcome) {
    long e = outcome.end();
    List<Engagement> known =
        engagements.stream()
            .filter(f -> f.id().page().equals(outcome.page()))
            .filter(f -> f.id().supporter().equals(outcome.supporter()))
            .filter(f -> f.end() <= e)
            .filter(f -> !erasures.gone(outcome.page(), outcome.supporter(), f.time(), e))
            .toList();
    return Chains.standing(known).stream()
        .filter(f -> f.time() > outcome.time() - TOUCH && f.time() <= outcome.time())
        .min(
            Comparator.comparing((Engagement f) -> !f.id().post().equals(outcome.post()))
                .thenComparing(Comparator.comparingLong(Engagement::time).reversed())
                .thenComparing(f -> !f.organic())
                .thenComparing(f -> f.id().kind())
                .thenComparing(f -> f.id().post(), Slices.BY_NAME)
                .thenComparing(f -> f.id().id(), Slices.BY_NAME))
        .orElse(null);
  }
}
