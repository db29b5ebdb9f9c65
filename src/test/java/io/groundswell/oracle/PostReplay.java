package io.groundswell.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.oracle.Facts.Engagement;
import io.groundswell.oracle.Facts.EngagementId;
import io.groundswell.oracle.Facts.Kind;
import io.groundswell.oracle.Facts.PageKey;
import io.groundswell.oracle.Facts.Snapshot;
import io.groundswell.oracle.Organic.Contribution;
import io.groundswell.oracle.Organic.Momentum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One post from its first fact to its last evaluation: sections 2, 5 and 7. */
final class PostReplay {
  private static final String TYPE = "organic-surpasses-sponsored";

  /** What is true of the post at one slice end. */
  private record Frame(
      long e, Rules.InForce rule, Organic facts, Momentum organic, Sponsored sponsored) {
    boolean empty() {
      return facts.empty() && !(sponsored.reach() > 0);
    }

    Double ratio() {
      return sponsored.reach() > 0 ? (Double) (organic.reach() / sponsored.reach()) : null;
    }

    private boolean enoughSupporters() {
      return organic.supporters() >= rule.decimal("minSupporters") - Sponsored.EPSILON;
    }

    boolean ahead() {
      return sponsored.reach() > 0
          && sponsored.reach() >= rule.decimal("minSponsored") - Sponsored.EPSILON
          && enoughSupporters()
          && organic.lower() > rule.decimal("threshold") * sponsored.reach();
    }

    boolean behind() {
      return organic.reach() < releaseLimit() || !enoughSupporters();
    }

    double releaseLimit() {
      return Math.min(rule.decimal("release"), rule.decimal("threshold")) * sponsored.reach();
    }

    double threshold() {
      return rule.decimal("threshold") * sponsored.reach();
    }
  }

  private final PageKey post;
  private final World world;
  private final Map<EngagementId, List<Engagement>> engagements = new HashMap<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final TreeSet<Long> ends = new TreeSet<>();
  private final TopSupporters top = new TopSupporters();
  private final OracleResult result;

  private long aheadFor;
  private long behindFor;
  private Long opened;
  private Long lastClosed;
  private double reachAtLastWord;
  private Double peakRatio;
  private boolean recordStands;

  PostReplay(PageKey post, World world, OracleResult result) {
    this.post = post;
    this.world = world;
    this.result = result;
  }

  void add(Engagement fact) {
    engagements.computeIfAbsent(fact.id(), id -> new ArrayList<>()).add(fact);
    ends.add(fact.end());
  }

  void add(Snapshot fact) {
    snapshots.add(fact);
    ends.add(fact.end());
  }

  /** Goes through every slice end at which the post may have to be evaluated. */
  void run() {
    Long e = ends.first();
    while (e != null) {
      boolean evaluated = step(e);
      boolean recent = ends.floor(e) > e - 2 * Slices.WINDOW - Slices.SLICE;
      e = evaluated || recent ? Long.valueOf(e + Slices.SLICE) : ends.higher(e);
    }
  }

  /** One slice end; false where the post is not evaluated at it. */
  private boolean step(long e) {
    Sponsored sponsored = Sponsored.at(snapshots, e);
    Organic facts = Organic.at(engagements, world.rules, world.erasures, e);
    Frame frame =
        new Frame(
            e,
            world.rules.inForce(post.page(), e),
            facts,
            facts.momentum(sponsored.claimed()),
            sponsored);
    top.slice(e, facts.contributions());
    if (frame.empty() && opened == null) {
      aheadFor = 0;
      if (recordStands) {
        result.postMomentum().add(identity(e).put("deleted", true));
        recordStands = false;
      }
      return false;
    }
    noteCloseCalls(frame);
    String status = alert(frame);
    if (status != null || e % Slices.MINUTE == 0) {
      result.postMomentum().add(momentumRecord(frame));
      recordStands = true;
    }
    return true;
  }

  /** Section 5; returns the status of the alert that was written, null if none was. */
  private String alert(Frame frame) {
    aheadFor = frame.ahead() ? aheadFor + 1 : 0;
    if (opened == null) {
      boolean cooled =
          lastClosed == null
              || frame.e() - lastClosed >= frame.rule().whole("cooldownMinutes") * Slices.MINUTE;
      if (aheadFor < frame.rule().whole("confirm") || !cooled) {
        return null;
      }
      opened = frame.e();
      behindFor = 0;
      reachAtLastWord = frame.organic().reach();
      peakRatio = frame.ratio();
      return write(frame, "opened");
    }
    behindFor = frame.behind() ? behindFor + 1 : 0;
    if (frame.ratio() != null && frame.ratio() > peakRatio) {
      peakRatio = frame.ratio();
    }
    if (behindFor >= frame.rule().whole("patience")) {
      String status = write(frame, "closed");
      opened = null;
      lastClosed = frame.e();
      return status;
    }
    if (frame.ahead() && frame.organic().reach() >= 2 * reachAtLastWord) {
      reachAtLastWord = frame.organic().reach();
      return write(frame, "raised");
    }
    return null;
  }

  private void noteCloseCalls(Frame frame) {
    double reach = frame.organic().reach();
    noteCloseCall(frame.e(), "lower against threshold", frame.organic().lower(), frame.threshold());
    noteCloseCall(frame.e(), "organic against release", reach, frame.releaseLimit());
    if (opened != null) {
      noteCloseCall(frame.e(), "organic against its double", reach, 2 * reachAtLastWord);
    }
  }

  /** Notes comparisons that the last digits of a double may decide; equal zeros do not. */
  private void noteCloseCall(long e, String what, double left, double right) {
    double scale = Math.max(Math.abs(left), Math.abs(right));
    if (scale > 0 && Math.abs(left - right) <= 1e-11 * scale) {
      result.notes().add("close call: " + Wire.key(post) + " " + Wire.time(e) + " " + what);
    }
  }

  private ObjectNode identity(long e) {
    return Wire.object().put("page", post.page()).put("post", post.name()).put("at", Wire.time(e));
  }

  private ObjectNode momentumRecord(Frame frame) {
    ObjectNode momentum = identity(frame.e());
    momentum.set("organic", Wire.number(frame.organic().reach()));
    putOrganic(momentum, frame);
    momentum.set("sponsored", Wire.number(frame.sponsored().reach()));
    momentum.set("ratio", Wire.number(frame.ratio()));
    return momentum;
  }

  private static void putOrganic(ObjectNode into, Frame frame) {
    into.set("lower", Wire.number(frame.organic().lower()));
    into.set("supporters", Wire.number(frame.organic().supporters()));
    into.put("likes", frame.facts().organicCounts().get(Kind.LIKE));
    into.put("comments", frame.facts().organicCounts().get(Kind.COMMENT));
    into.put("shares", frame.facts().organicCounts().get(Kind.SHARE));
  }

  private String write(Frame frame, String status) {
    ObjectNode organic = Wire.object();
    organic.set("reach", Wire.number(frame.organic().reach()));
    putOrganic(organic, frame);
    organic.set("nano", Wire.number(nano(frame)));

    Sponsored ads = frame.sponsored();
    ObjectNode sponsored = Wire.object();
    sponsored.set("reach", Wire.number(ads.reach()));
    sponsored.put("basis", ads.basis() == null ? null : ads.basis().wire());
    sponsored.put("ads", ads.ads());
    sponsored.set("spend", Wire.number(ads.spend()));
    sponsored.set("asOf", Wire.optionalTime(ads.asOf()));

    ObjectNode alert = Wire.object();
    alert.put("id", Wire.key(post) + "/" + TYPE + "/" + opened);
    alert.put("type", TYPE);
    alert.put("status", status);
    alert.setAll(identity(frame.e()));
    alert.put("opened", Wire.time(opened));
    alert.set("organic", organic);
    alert.set("sponsored", sponsored);
    alert.set("ratio", Wire.number(frame.ratio()));
    alert.set("peakRatio", Wire.number(peakRatio));
    alert.set("topSupporters", topSupporters(frame));
    PageWindow window = PageWindow.at(world.posts, post.page(), frame.e());
    window.topicsOf(post.name()).forEach(alert.putArray("topics")::add);
    result.alerts().add(alert);
    return status;
  }

  /** Of N(e) the part whose tier was nano when their contribution began. */
  private double nano(Frame frame) {
    double nano = 0;
    for (Kind kind : Kind.values()) {
      long ofKind =
          frame.facts().contributions().values().stream()
              .filter(c -> c.kind() == kind && asOfBegin(c).tier().equals("nano"))
              .count();
      nano += frame.facts().fraction(kind, frame.sponsored().claimed()) * ofKind;
    }
    return nano;
  }

  /** The supporter of a live contribution as of the slice end at which it began. */
  private Profile asOfBegin(Contribution contribution) {
    PageKey supporter = new PageKey(post.page(), contribution.supporter());
    long began = top.began(contribution);
    return new Profile(world, world.lifeAt(supporter, began), began);
  }

  private ArrayNode topSupporters(Frame frame) {
    List<Contribution> remembered = top.remembered(frame.e());
    if (!remembered.equals(TopSupporters.ofAll(frame.facts().contributions().values()))) {
      result
          .notes()
          .add("topSupporters by slice differ: " + Wire.key(post) + " " + Wire.time(frame.e()));
    }
    List<JsonNode> five = new ArrayList<>();
    for (Contribution contribution : remembered) {
      ObjectNode supporter = Wire.object().put("supporter", contribution.supporter());
      supporter.set("c", Wire.number(contribution.thousandths() / 1000.0));
      Profile profile = asOfBegin(contribution);
      supporter.put("kind", contribution.kind().wire()).put("tier", profile.tier());
      five.add(supporter.set("score", Wire.number(profile.score())));
    }
    return Wire.array(five);
  }
}
