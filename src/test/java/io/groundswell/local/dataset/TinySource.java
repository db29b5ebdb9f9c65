package io.groundswell.local.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A source folder of a few invented lines in the real formats, and a scenario that uses it. */
final class TinySource {
  static final Instant PUBLISHED = Instant.parse("2026-10-12T09:00:00Z");
  static final Instant FROM = Instant.parse("2026-10-12T08:00:00Z");
  static final Instant TO = Instant.parse("2026-10-12T16:00:00Z");

  private TinySource() {}

  /** Writes the folder. */
  static void write(Path folder) throws IOException {
    StringBuilder cascade = new StringBuilder("41 0.5\n0 9000\n");
    for (int i = 1; i <= 40; i++) {
      cascade.append(i * 97).append(' ').append(i * 10).append(" \n");
    }
    put(folder, "tideh-seismic/RT7.txt", cascade.toString());
    put(
        folder,
        "facebook-metrics-uci/dataset_Facebook.csv",
        """
        Type;Paid;Lifetime Post Total Reach;Lifetime Post Total Impressions;comment;like;share
        Photo;0;1000;2000;1;2;3
        Video;1;1000;2000;12;70;11
        Status;;1000;2000;;3;
        """);
    put(
        folder,
        "snap-political-ads/PoliticalAds_2018.csv",
        """
        ADID,Currency Code,Spend,Impressions,StartDate,EndDate,OrganizationName
        aaaa11,EUR,12,4000,2018/08/22 15:00:00Z,2018/08/22 19:30:00Z,"Somebody, Ltd."
        aaaa22,GBP,7,900,2018/08/22 15:00:00Z,2018/08/22 17:00:00Z,Nobody
        bbbb33,EUR,7,900,2018/08/22 15:00:00Z,,Nobody
        """);
    put(
        folder,
        "petition-700143/petition_counts.days1-10.csv",
        """
        timestamp,count
        2024-12-02 07:59:00.5,90
        2024-12-02 09:00:00.123456,100
        2024-12-02 09:05:00.1,110
        2024-12-02 15:00:00,117
        2024-12-02 16:00:01,190
        """);
  }

  /** A scenario of one post with two ads and a petition. */
  static Scenario scenario(long seed) {
    return new Scenario(
        seed,
        FROM,
        TO,
        List.of(
            new Scenario.PostPlan(
                "tiny",
                "only",
                PUBLISHED,
                2,
                7,
                0.3,
                List.of("essai"),
                "Un essai.",
                List.of(
                    ad("people", "aaaa11", "reach", true),
                    ad("shown", "aaaa22", "impressions", false)))),
        new Scenario.PetitionPlan("tiny", Instant.parse("2024-12-02T08:00:00Z"), 0.5),
        List.of(new Scenario.RulePlan("tiny", FROM, "minSupporters", 20)));
  }

  private static Scenario.AdPlan ad(String ad, String figures, String basis, boolean restated) {
    return new Scenario.AdPlan(
        ad,
        figures,
        Duration.ofMinutes(10),
        basis,
        Duration.ofMinutes(60),
        Duration.ofMinutes(5),
        restated);
  }

  private static void put(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
