package io.groundswell.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads that differ from one in one thing. */
final class Growth {
  private Growth() {}

  /**
   * They, by name; the one that they are compared with is first.
   *
   * @param only those that are wanted; all if there are none
   */
  static Map<String, LoadSpec> loads(LoadSpec base, List<String> only) {
    Map<String, LoadSpec> all = new LinkedHashMap<>();
    all.put("0.1M-supporters", supporters(base, 100_000));
    all.put("10M-supporters", supporters(base, 10_000_000));
    all.put("1k-posts", posts(base, 1_000));
    all.put("100k-posts", posts(base, 100_000));
    all.put("viral", viral(base));
    all.put("4x-rate", faster(base));
    for (String name : only) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException(
            "a load must be one of " + all.keySet() + ", is " + name);
      }
    }
    Map<String, LoadSpec> loads = new LinkedHashMap<>();
    loads.put("base", base);
    all.forEach(
        (name, spec) -> {
          if (only.isEmpty() || only.contains(name)) {
            loads.put(name, spec);
          }
        });
    return loads;
  }

  private static LoadSpec supporters(LoadSpec b, int supporters) {
    return new LoadSpec(
        b.seed(), b.events(), b.minutes(), b.posts(), b.pages(), supporters, b.zipf(), b.viral());
  }

  private static LoadSpec posts(LoadSpec b, int posts) {
    return new LoadSpec(
        b.seed(), b.events(), b.minutes(), posts, b.pages(), b.supporters(), b.zipf(), b.viral());
  }

  private static LoadSpec viral(LoadSpec b) {
    return new LoadSpec(
        b.seed(), b.events(), b.minutes(), b.posts(), b.pages(), b.supporters(), b.zipf(), true);
  }

  /** As many events in a quarter of the event time. */
  private static LoadSpec faster(LoadSpec b) {
    return new LoadSpec(
        b.seed(),
        b.events(),
        Math.max(1, b.minutes() / 4),
        b.posts(),
        b.pages(),
        b.supporters(),
        b.zipf(),
        b.viral());
  }
}
