package io.groundswell.local.dataset;

import io.groundswell.local.dataset.Scenario.AdPlan;
import io.groundswell.local.dataset.Scenario.PetitionPlan;
import io.groundswell.local.dataset.Scenario.PostPlan;
import io.groundswell.local.dataset.Scenario.RulePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The scenario of the shipped extract: the evening of 12 October 2026 and the whole of the 13th,
 * French time. Pages, posts, texts and hours are invented; a cause fights for a river that does not
 * exist, a soap maker and a festival do their trade. Which UCI record, cascade and ad a post gets
 * is a choice, made so that both happen: posts that carry themselves and posts that are carried.
 */
final class OctoberDay {
  /** The French clock in October: two hours ahead of UTC. */
  static final Duration CLOCK_OFFSET = Duration.ofHours(2);

  private static final String CAUSE = "cause-ouvelle-fictive";
  private static final String SOAP = "savons-pimprelune-fictifs";
  private static final String FESTIVAL = "festival-marelune-fictif";

  private static final Instant FROM = local("2026-10-12T18:00");
  private static final Instant TO = local("2026-10-14T00:00");

  private OctoberDay() {}

  /** The scenario. */
  static Scenario scenario() {
    return new Scenario(
        20_261_013L,
        FROM,
        TO,
        List.of(
            post(
                CAUSE,
                "petition-lancement",
                "2026-10-12T18:20",
                380,
                4,
                0.20,
                List.of("riviere", "petition"),
                "L'Ouvelle meurt en silence. Signez pour la sauver.",
                hourly("ouvelle-a1", "9024d02d1366", 10, "reach"),
                hourly("ouvelle-a2", "a2e6458100a6", 40, "reach")),
            post(
                SOAP,
                "coulisses-atelier",
                "2026-10-12T20:05",
                76,
                22,
                0.15,
                List.of("atelier", "savon"),
                "Une soirée dans l'atelier : le savon à la sauge, du chaudron au papier.",
                hourly("pimprelune-a1", "d6fc99254df0", 5, "reach")),
            post(
                CAUSE,
                "video-crue",
                "2026-10-13T07:05",
                72,
                2,
                0.30,
                List.of("riviere", "crue", "video"),
                "Ce que la crue a laissé ce matin au vieux pont.",
                quarterly("ouvelle-b1", "ffb051e17e55", 0, "reach", 15)),
            post(
                SOAP,
                "promo-mardi",
                "2026-10-13T08:00",
                464,
                7,
                0.60,
                List.of("promotion"),
                "Ce mardi seulement : trois savons pour le prix de deux.",
                hourly("pimprelune-b1", "4da4e35de447", 0, "reach"),
                late("pimprelune-b2", "5bc9f161da0f", 30, "reach", 20)),
            post(
                CAUSE,
                "photo-lit-a-sec",
                "2026-10-13T08:40",
                245,
                26,
                0.08,
                List.of("riviere", "secheresse", "photo"),
                "Le lit de l'Ouvelle ce matin. Il y a un an, on s'y baignait.",
                quarterly("ouvelle-c1", "ce43958fc8d1", 20, "reach", 0),
                hourly("ouvelle-c2", "84a1a81ed960", 560, "reach")),
            post(
                SOAP,
                "nouveau-flacon",
                "2026-10-13T09:30",
                271,
                12,
                0.30,
                List.of("nouveaute", "emballage"),
                "Notre flacon ne se jette plus : il se remplit.",
                hourly("pimprelune-c1", "d8ca8f82da7e", 0, "reach")),
            post(
                CAUSE,
                "carte-des-sources",
                "2026-10-13T10:10",
                169,
                15,
                0,
                List.of("riviere", "carte"),
                "Quarante-deux sources, onze encore vives : la carte complète."),
            post(
                FESTIVAL,
                "affiche-2027",
                "2026-10-13T11:00",
                273,
                20,
                0.25,
                List.of("affiche", "festival"),
                "L'affiche de Marelune 2027 est là.",
                hourly("marelune-a1", "ff7487becb4b", 5, "reach"),
                hourly("marelune-a2", "0b6796cb357a", 5, "impressions")),
            post(
                CAUSE,
                "temoignage-eclusiere",
                "2026-10-13T12:15",
                143,
                6,
                0.15,
                List.of("riviere", "temoignage"),
                "« Trente ans que j'ouvre cette écluse. Cet été, je ne l'ai pas ouverte. »",
                restated("ouvelle-d1", "700a98ca3ec8", 10, "reach")),
            post(
                FESTIVAL,
                "billets-early",
                "2026-10-13T12:30",
                228,
                10,
                0.60,
                List.of("billetterie", "festival"),
                "Les premiers billets partent à midi trente.",
                hourly("marelune-b1", "baa580be5d35", 0, "impressions")),
            post(
                FESTIVAL,
                "appel-benevoles",
                "2026-10-13T14:00",
                372,
                13,
                0.10,
                List.of("benevoles", "festival"),
                "On cherche deux cents bénévoles. Oui, il y a des crêpes.",
                quarterly("marelune-c1", "8783dcc80021", 10, "reach", 0),
                hourly("marelune-c2", "730f3f5d0e3a", 60, "impressions")),
            post(
                SOAP,
                "recette-shampoing",
                "2026-10-13T15:20",
                350,
                24,
                0,
                List.of("recette", "shampoing"),
                "La recette du shampoing solide, enfin publiée."),
            post(
                SOAP,
                "reponse-aux-avis",
                "2026-10-13T17:10",
                177,
                18,
                0.12,
                List.of("avis", "savon"),
                "Vous trouviez le bouchon trop dur. On l'a refait.",
                restated("pimprelune-d1", "2c0cb1052ac6", 5, "reach"),
                hourly("pimprelune-d2", "0d2ea223d66f", 5, "reach")),
            post(
                CAUSE,
                "signez-avant-minuit",
                "2026-10-13T18:45",
                4,
                8,
                0.12,
                List.of("riviere", "petition"),
                "Plus que cinq heures pour peser sur le vote. Signez avant minuit.",
                quarterly("ouvelle-e1", "1ee35b50c5d1", 15, "reach", 0)),
            post(
                FESTIVAL,
                "groupe-surprise",
                "2026-10-13T19:30",
                68,
                19,
                0.25,
                List.of("programmation", "festival"),
                "Un groupe que personne n'attend. Indice : deux violons, une scie.",
                hourly("marelune-d1", "510d7670664f", 0, "reach"))),
        new PetitionPlan(CAUSE, Instant.parse("2024-12-02T18:00:00Z"), 0.20),
        List.of(
            new RulePlan(SOAP, FROM, "minSupporters", 20),
            new RulePlan(FESTIVAL, local("2026-10-13T12:00"), "threshold", 1.2)));
  }

  private static PostPlan post(
      String page,
      String post,
      String published,
      int metricsRow,
      int cascade,
      double paidPart,
      List<String> topics,
      String text,
      AdPlan... ads) {
    return new PostPlan(
        page, post, local(published), metricsRow, cascade, paidPart, topics, text, List.of(ads));
  }

  private static AdPlan hourly(String ad, String figures, int delayMinutes, String basis) {
    return late(ad, figures, delayMinutes, basis, 0);
  }

  private static AdPlan late(
      String ad, String figures, int delayMinutes, String basis, int lateMinutes) {
    return ad(ad, figures, delayMinutes, basis, 60, lateMinutes, false);
  }

  private static AdPlan restated(String ad, String figures, int delayMinutes, String basis) {
    return ad(ad, figures, delayMinutes, basis, 60, 0, true);
  }

  private static AdPlan quarterly(
      String ad, String figures, int delayMinutes, String basis, int lateMinutes) {
    return ad(ad, figures, delayMinutes, basis, 15, lateMinutes, false);
  }

  private static AdPlan ad(
      String ad,
      String figures,
      int delayMinutes,
      String basis,
      int everyMinutes,
      int lateMinutes,
      boolean restated) {
    return new AdPlan(
        ad,
        figures,
        Duration.ofMinutes(delayMinutes),
        basis,
        Duration.ofMinutes(everyMinutes),
        Duration.ofMinutes(lateMinutes),
        restated);
  }

  private static Instant local(String clock) {
    return LocalDateTime.parse(clock).toInstant(ZoneOffset.ofTotalSeconds(7200));
  }
}
