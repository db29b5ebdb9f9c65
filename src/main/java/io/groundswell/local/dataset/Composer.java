package io.groundswell.local.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import io.groundswell.event.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Puts the real parts together as a scenario says. Lines stand in order of arrival: an engagement
 * arrives less than five seconds after its time, a few arrive twice, and a report of an ad arrives
 * as late as its plan says.
 */
final class Composer {
  /** How late an engagement may arrive, in milliseconds: less than the contract's disorder. */
  private static final int JITTER_MS = 4_900;

  /** Part of the engagements that arrive twice. */
  private static final double TWICE = 0.004;

  /** Which report of an ad is restated, from 1, and what part of the reach it first gave. */
  private static final long RESTATED_REPORT = 4;

  private static final double RESTATED_PART = 0.96;

  private final Scenario scenario;
  private final RealData real;
  private final long clockOffset;
  private final List<Arrival> engagements = new ArrayList<>();
  private final List<Arrival> deliveries = new ArrayList<>();

  private Composer(Scenario scenario, RealData real, long clockOffset) {
    this.scenario = scenario;
    this.real = real;
    this.clockOffset = clockOffset;
  }

  private record Arrival(long at, String line) {}

  /**
   * The extract of a scenario.
   *
   * @param clockOffset of the pages' local clock from UTC, in milliseconds
   */
  static Extract compose(Scenario scenario, RealData real, long clockOffset) {
    return new Composer(scenario, real, clockOffset).compose();
  }

  private Extract compose() {
    People people = new People(new Random(scenario.seed()));
    int[] audiences =
        real.cascades().values().stream()
            .flatMap(cascade -> cascade.sharers().stream())
            .mapToInt(Cascade.Sharer::followers)
            .toArray();
    Map<String, People.Crowd> crowds = new HashMap<>();
    Map<String, List<Act>> byPage = new HashMap<>();
    List<Act> all = new ArrayList<>();
    for (int i = 0; i < scenario.posts().size(); i++) {
      Scenario.PostPlan plan = scenario.posts().get(i);
      DeliveryCurve[] curves = curves(plan);
      List<Act> acts =
          new PostComposer(
                  scenario,
                  i,
                  real.cascades().get(plan.cascade()),
                  scenario.to().toEpochMilli(),
                  curves,
                  people,
                  crowds.computeIfAbsent(plan.page(), page -> new People.Crowd()),
                  audiences)
              .compose(real.metrics().get(plan.metricsRow()));
      for (int ad = 0; ad < curves.length; ad++) {
        deliver(plan, ad, curves[ad], acts);
      }
      all.addAll(acts);
      byPage.computeIfAbsent(plan.page(), page -> new ArrayList<>()).addAll(acts);
    }
    all.sort(Act.BY_TIME);
    Random random = new Random(scenario.seed() - 1);
    for (Act act : all) {
      arrive(act, random);
    }
    Map<String, List<String>> lines = new TreeMap<>();
    lines.put("engagements", inOrder(engagements));
    lines.put("ad-delivery", inOrder(deliveries));
    lines.put("posts", scenario.posts().stream().map(this::post).toList());
    lines.put("rules", scenario.rules().stream().map(Composer::rule).toList());
    if (scenario.petition() != null) {
      List<Act> acts = byPage.getOrDefault(scenario.petition().page(), List.of());
      lines.put("outcomes", SignatureComposer.compose(scenario, real.signatures(), acts));
    }
    return new Extract(lines);
  }

  private DeliveryCurve[] curves(Scenario.PostPlan plan) {
    DeliveryCurve[] curves = new DeliveryCurve[plan.ads().size()];
    for (int i = 0; i < curves.length; i++) {
      Scenario.AdPlan ad = plan.ads().get(i);
      long start = plan.published().plus(ad.delay()).toEpochMilli();
      long end = start + 1000 * real.ads().get(ad.figures()).seconds();
      curves[i] = new DeliveryCurve(start, end, clockOffset);
    }
    return curves;
  }

  private void arrive(Act act, Random random) {
    String add = engagement(act, false);
    long at = act.at() + random.nextInt(JITTER_MS);
    engagements.add(new Arrival(at, add));
    if (random.nextDouble() < TWICE) {
      engagements.add(new Arrival(act.at() + random.nextInt(JITTER_MS), add));
    }
    if (act.removed() > 0) {
      long gone = act.removed() + random.nextInt(JITTER_MS);
      engagements.add(new Arrival(gone, engagement(act, true)));
    }
  }

  private String engagement(Act act, boolean removal) {
    Scenario.PostPlan plan = scenario.posts().get(act.post());
    return JsonLines.line(
        out -> {
          out.writeStringField("id", act.id());
          out.writeStringField("time", JsonLines.time(removal ? act.removed() : act.at()));
          out.writeStringField("page", plan.page());
          out.writeStringField("post", plan.post());
          out.writeStringField("supporter", act.person().name());
          out.writeStringField("kind", act.kind().wire());
          if (removal) {
            out.writeStringField("action", "remove");
            return;
          }
          if (act.person().audience() >= 0) {
            out.writeNumberField("audience", act.person().audience());
          }
          if (act.labelled()) {
            out.writeStringField("ad", plan.ads().get(act.paidBy()).ad());
          }
          if (act.via() != null) {
            out.writeStringField("via", act.via().name());
          }
        });
  }

  /** The reports of one ad: cumulative, at every whole period after its start, and at its end. */
  private void deliver(Scenario.PostPlan plan, int number, DeliveryCurve curve, List<Act> acts) {
    Scenario.AdPlan ad = plan.ads().get(number);
    AdFigures figures = real.ads().get(ad.figures());
    long start = plan.published().plus(ad.delay()).toEpochMilli();
    long end = start + 1000 * figures.seconds();
    long every = ad.every().toMillis();
    long late = ad.late().toMillis();
    for (long i = 1; ; i++) {
      long at = Math.min(end, start - Math.floorMod(start, every) + i * every);
      if (at >= scenario.to().toEpochMilli()) {
        return;
      }
      String report = report(plan, number, curve.fraction(at), at, acts, 1);
      if (ad.restated() && i == RESTATED_REPORT) {
        String low = report(plan, number, curve.fraction(at), at, acts, RESTATED_PART);
        deliveries.add(new Arrival(at + late, low));
        deliveries.add(new Arrival(at + late + every / 2, report));
      } else {
        deliveries.add(new Arrival(at + late, report));
      }
      if (at == end) {
        return;
      }
    }
  }

  private String report(
      Scenario.PostPlan plan, int number, double fraction, long at, List<Act> acts, double part) {
    Scenario.AdPlan ad = plan.ads().get(number);
    AdFigures figures = real.ads().get(ad.figures());
    PostMetrics metrics = real.metrics().get(plan.metricsRow());
    boolean people = ad.basis().equals("reach");
    double total = people ? figures.impressions() / metrics.frequency() : figures.impressions();
    return JsonLines.line(
        out -> {
          out.writeStringField("ad", ad.ad());
          out.writeStringField("page", plan.page());
          out.writeStringField("post", plan.post());
          out.writeStringField("time", JsonLines.time(at));
          out.writeNumberField("reach", (long) StrictMath.rint(total * fraction * part));
          if (!people) {
            out.writeStringField("basis", ad.basis());
          }
          out.writeStringField(
              "start", JsonLines.time(plan.published().plus(ad.delay()).toEpochMilli()));
          for (Kind kind : List.of(Kind.LIKE, Kind.COMMENT, Kind.SHARE)) {
            out.writeNumberField(kind.wire() + "s", claimed(acts, number, kind, at));
          }
          money(out, figures.spend() * fraction, figures.currency());
        });
  }

  private static void money(JsonGenerator out, double amount, String currency) throws IOException {
    long cents = (long) StrictMath.rint(amount * 100);
    out.writeNumberField("spend", BigDecimal.valueOf(cents, 2));
    out.writeStringField("currency", currency);
  }

  private static long claimed(List<Act> acts, int ad, Kind kind, long at) {
    return acts.stream()
        .filter(act -> act.paidBy() == ad && act.kind() == kind && act.at() <= at)
        .count();
  }

  private String post(Scenario.PostPlan plan) {
    return JsonLines.line(
        out -> {
          out.writeStringField("page", plan.page());
          out.writeStringField("post", plan.post());
          out.writeStringField("time", JsonLines.time(plan.published().toEpochMilli()));
          out.writeArrayFieldStart("topics");
          for (String topic : plan.topics()) {
            out.writeString(topic);
          }
          out.writeEndArray();
          out.writeStringField("format", real.metrics().get(plan.metricsRow()).type());
          out.writeStringField("language", "fr");
          out.writeStringField("text", plan.text());
        });
  }

  private static String rule(Scenario.RulePlan rule) {
    return JsonLines.line(
        out -> {
          out.writeStringField("page", rule.page());
          out.writeStringField("time", JsonLines.time(rule.time().toEpochMilli()));
          long whole = (long) rule.value();
          if (whole == rule.value()) {
            out.writeNumberField(rule.field(), whole);
          } else {
            out.writeNumberField(rule.field(), rule.value());
          }
        });
  }

  private static List<String> inOrder(List<Arrival> arrivals) {
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals.stream().map(Arrival::line).toList();
  }
}
