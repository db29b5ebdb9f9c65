package io.groundswell.alert;

import io.groundswell.event.Alert;
import io.groundswell.event.Names;
import io.groundswell.momentum.Measure;
import io.groundswell.momentum.Momentum;
import io.groundswell.time.Timing;
import java.util.List;

/** Alert records, from a verdict and the post it is about. */
public final class Alerts {
  private Alerts() {}

  /**
   * The id of an alert: {@code page/post/organic-surpasses-sponsored/opened}, the parts
   * percent-encoded.
   *
   * @param opened the slice end it opened at, epoch milliseconds
   */
  public static String id(String page, String post, long opened) {
    return Names.key(page, post) + "/" + Alert.TYPE + "/" + opened;
  }

  /**
   * The record of a verdict at slice end {@code e}.
   *
   * @param topics what the post is about, where that is known
   */
  public static Alert of(
      AlertLife.Verdict verdict,
      String page,
      String post,
      long e,
      Measure m,
      Momentum momentum,
      List<String> topics,
      Timing timing) {
    Alert.Organic organic =
        new Alert.Organic(
            m.organic(), m.lower(), m.supporters(), m.likes(), m.comments(), m.shares(), m.nano());
    Alert.Sponsored sponsored = momentum.sponsored(m, e, timing);
    Alert.TopSupporter[] top = momentum.topSupporters(e);
    return new Alert(
        id(page, post, verdict.opened()),
        verdict.status(),
        page,
        post,
        e,
        verdict.opened(),
        organic,
        sponsored,
        m.ratio(),
        verdict.peakRatio(),
        top,
        topics.toArray(new String[0]),
        Sentences.of(
            verdict.status(),
            page,
            post,
            organic,
            sponsored,
            m.ratio(),
            verdict.peakRatio(),
            top,
            topics,
            timing));
  }
}
