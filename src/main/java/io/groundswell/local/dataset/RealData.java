package io.groundswell.local.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The real parts that a scenario points to.
 *
 * @param cascades by number
 * @param metrics by record of the UCI table
 * @param ads by the prefix that the scenario gives
 * @param signatures the petition's counter over the extract's time, null without a petition
 */
record RealData(
    Map<Integer, Cascade> cascades,
    Map<Integer, PostMetrics> metrics,
    Map<String, AdFigures> ads,
    SignatureCounts signatures) {

  /**
   * Reads what a scenario needs.
   *
   * @param source a folder with tideh-seismic, facebook-metrics-uci, snap-political-ads and
   *     petition-700143
   * @throws IOException if a file is missing or not what it should be
   */
  static RealData read(Path source, Scenario scenario) throws IOException {
    Map<Integer, Cascade> cascades = new TreeMap<>();
    Map<Integer, PostMetrics> metrics = new TreeMap<>();
    Map<String, AdFigures> ads = new TreeMap<>();
    Csv table = PostMetrics.open(source.resolve("facebook-metrics-uci/dataset_Facebook.csv"));
    Csv library = AdFigures.open(source.resolve("snap-political-ads/PoliticalAds_2018.csv"));
    for (Scenario.PostPlan post : scenario.posts()) {
      if (!cascades.containsKey(post.cascade())) {
        Path file = source.resolve("tideh-seismic/RT" + post.cascade() + ".txt");
        cascades.put(post.cascade(), Cascade.read(file));
      }
      if (!metrics.containsKey(post.metricsRow())) {
        metrics.put(post.metricsRow(), PostMetrics.of(table, post.metricsRow()));
      }
      for (Scenario.AdPlan ad : post.ads()) {
        if (!ads.containsKey(ad.figures())) {
          ads.put(ad.figures(), AdFigures.of(library, ad.figures()));
        }
      }
    }
    SignatureCounts signatures = null;
    if (scenario.petition() != null) {
      long seconds = scenario.to().getEpochSecond() - scenario.from().getEpochSecond();
      signatures =
          SignatureCounts.read(
              source.resolve("petition-700143/petition_counts.days1-10.csv"),
              scenario.petition().realFrom(),
              scenario.petition().realFrom().plusSeconds(seconds));
    }
    return new RealData(cascades, metrics, ads, signatures);
  }
}
