package io.groundswell.local.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The signatures of a petition. Real: how many were added between two samples of the counter.
 * Reconstructed: when within those minutes (evenly spread), and who signed: a part is credited to
 * somebody who engaged with the page in the three hours before, with the supporter that brought
 * them as referrer where one did.
 */
final class SignatureComposer {
  private static final long MEMORY_MS = 3 * 3_600_000L;

  private SignatureComposer() {}

  /**
   * The records of the outcomes topic, by time.
   *
   * @param acts the engagements with the petition's page
   */
  static List<String> compose(Scenario scenario, SignatureCounts counter, List<Act> acts) {
    Scenario.PetitionPlan plan = scenario.petition();
    List<Act> recent = new ArrayList<>(acts);
    recent.sort(Act.BY_TIME);
    Random random = new Random(scenario.seed() - 2);
    long shift = scenario.from().toEpochMilli() - plan.realFrom().toEpochMilli();
    Set<People.Person> signed = new HashSet<>();
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < counter.samples().size(); i++) {
      SignatureCounts.Sample before = counter.samples().get(i - 1);
      SignatureCounts.Sample after = counter.samples().get(i);
      long added = after.count() - before.count();
      long gap = after.time() - before.time();
      for (long j = 0; j < added; j++) {
        long at = before.time() + shift + (2 * j + 1) * gap / (2 * added);
        Act act = random.nextDouble() < plan.named() ? any(recent, at, random) : null;
        boolean named = act != null && signed.add(act.person());
        lines.add(line(lines.size() + 1, plan.page(), at, named ? act : null));
      }
    }
    return lines;
  }

  private static Act any(List<Act> acts, long at, Random random) {
    int first = firstAfter(acts, at - MEMORY_MS);
    int end = firstAfter(acts, at);
    return first == end ? null : acts.get(first + random.nextInt(end - first));
  }

  /** The number of acts that lie at or before a moment. */
  private static int firstAfter(List<Act> acts, long at) {
    int low = 0;
    int high = acts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (acts.get(middle).at() <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static String line(int number, String page, long at, Act act) {
    return JsonLines.line(
        out -> {
          out.writeStringField("id", "sig-" + number);
          out.writeStringField("time", JsonLines.time(at - Math.floorMod(at, 1000L)));
          out.writeStringField("page", page);
          out.writeStringField("kind", "signature");
          if (act != null) {
            out.writeStringField("supporter", act.person().name());
            if (act.via() != null) {
              out.writeStringField("referrer", act.via().name());
            }
          }
        });
  }
}
