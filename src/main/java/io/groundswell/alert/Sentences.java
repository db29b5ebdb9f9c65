package io.groundswell.alert;

import io.groundswell.event.Alert;
import io.groundswell.event.Alert.Status;
import io.groundswell.event.Basis;
import io.groundswell.time.Timing;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The sentences of an alert, in French and English: what happened, how sure it is, what to do.
 * Numbers are written here and not by the platform's locale data, which differ from one Java to the
 * next.
 */
public final class Sentences {
  /** French groups thousands with a narrow no-break space. */
  private static final char FRENCH_GROUP = '\u202F';

  /** A no-break space, which French puts inside quotation marks and before a colon. */
  private static final char NBSP = '\u00A0';

  private Sentences() {}

  /** What to say of an alert. */
  public static Alert.Text of(
      Status status,
      String page,
      String post,
      Alert.Organic organic,
      Alert.Sponsored sponsored,
      double ratio,
      double peakRatio,
      Alert.TopSupporter[] top,
      Timing timing) {
    long minutes = timing.window() / Timing.MINUTE;
    Facts facts = new Facts(page, post, organic, sponsored, ratio, peakRatio, top, minutes);
    return new Alert.Text(french(status, facts), english(status, facts));
  }

  private record Facts(
      String page,
      String post,
      Alert.Organic organic,
      Alert.Sponsored sponsored,
      double ratio,
      double peak,
      Alert.TopSupporter[] top,
      long minutes) {}

  private static String french(Status status, Facts f) {
    String name = "«" + NBSP + f.post + NBSP + "» de " + f.page;
    String people = people(f.organic.reach(), FRENCH_GROUP);
    String least = people(f.organic.lower(), FRENCH_GROUP);
    String carriers = people(f.organic.supporters(), FRENCH_GROUP) + " supporters";
    String paid = people(f.sponsored.reach(), FRENCH_GROUP) + " " + basisFr(f.sponsored.basis());
    String span = f.minutes == 60 ? "en une heure" : "en " + f.minutes + NBSP + "minutes";
    String times = times(f.ratio, ',');
    String thanks = thanks(f.top, " et ");
    return switch (status) {
      case OPENED ->
          name
              + " est portée par ses propres supporters"
              + NBSP
              + ": "
              + carriers
              + " ont touché environ "
              + people
              + " personnes "
              + span
              + " (au moins "
              + least
              + "), soit "
              + times
              + " fois les "
              + paid
              + " de la publicité"
              + NBSP
              + "; c’est le moment de la sponsoriser"
              + (thanks.isEmpty() ? "." : " et de" + " remercier " + thanks + ".");
      case RAISED ->
          name
              + " s’envole"
              + NBSP
              + ": l’élan organique a doublé, "
              + carriers
              + " ont touché environ "
              + people
              + " personnes "
              + span
              + " (au moins "
              + least
              + "), soit "
              + times
              + " fois les "
              + paid
              + " de la publicité"
              + NBSP
              + "; renforcez le budget tant que cela dure"
              + (thanks.isEmpty() ? "." : ", et" + " remerciez " + thanks + ".");
      case CLOSED ->
          name
              + NBSP
              + ": l’élan est retombé, environ "
              + people
              + " personnes touchées "
              + span
              + " par "
              + carriers
              + " contre "
              + paid
              + " de la publicité (au plus fort, "
              + times(f.peak, ',')
              + " fois la publicité)"
              + NBSP
              + "; sponsoriser n’amplifie plus un élan, mieux vaut garder le budget pour le"
              + " prochain.";
    };
  }

  private static String english(Status status, Facts f) {
    String name = "“" + f.post + "” of " + f.page;
    String people = people(f.organic.reach(), ',');
    String least = people(f.organic.lower(), ',');
    String carriers = people(f.organic.supporters(), ',') + " supporters";
    String paid = people(f.sponsored.reach(), ',') + " " + basisEn(f.sponsored.basis());
    String span = f.minutes == 60 ? "in the last hour" : "in the last " + f.minutes + " minutes";
    String times = times(f.ratio, '.');
    String thanks = thanks(f.top, " and ");
    return switch (status) {
      case OPENED ->
          name
              + " is carried by its own people: "
              + carriers
              + " reached about "
              + people
              + " people "
              + span
              + " (at least "
              + least
              + "), "
              + times
              + " times the "
              + paid
              + " from ads; this is the moment to sponsor it"
              + (thanks.isEmpty() ? "." : ", and to thank " + thanks + ".");
      case RAISED ->
          name
              + " is taking off: organic momentum has doubled, "
              + carriers
              + " reached about "
              + people
              + " people "
              + span
              + " (at least "
              + least
              + "), "
              + times
              + " times the "
              + paid
              + " from ads; raise its budget while this lasts"
              + (thanks.isEmpty() ? "." : ", and thank " + thanks + ".");
      case CLOSED ->
          name
              + ": the momentum is over, about "
              + people
              + " people reached "
              + span
              + " through "
              + carriers
              + " against "
              + paid
              + " from ads (at its peak "
              + times(f.peak, '.')
              + " times the ads); sponsoring no longer amplifies anything,"
              + " keep the budget for the next one.";
    };
  }

  private static String basisFr(Basis basis) {
    return switch (basis == null ? Basis.REACH : basis) {
      case REACH -> "personnes";
      case VIEWS -> "vues";
      case IMPRESSIONS -> "impressions";
    };
  }

  private static String basisEn(Basis basis) {
    return switch (basis == null ? Basis.REACH : basis) {
      case REACH -> "people";
      case VIEWS -> "views";
      case IMPRESSIONS -> "impressions";
    };
  }

  private static String thanks(Alert.TopSupporter[] top, String and) {
    return switch (top.length) {
      case 0 -> "";
      case 1 -> top[0].supporter();
      default -> top[0].supporter() + and + top[1].supporter();
    };
  }

  /** A number of people, rounded to whole ones, in groups of three digits. */
  static String people(double value, char group) {
    String digits = Long.toString(Math.round(value));
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > (digits.charAt(0) == '-' ? 1 : 0); i -= 3) {
      out.insert(i, group);
    }
    return out.toString();
  }

  /** A ratio with one digit behind the comma. */
  static String times(double ratio, char comma) {
    if (Double.isNaN(ratio)) {
      return "–";
    }
    BigDecimal rounded = BigDecimal.valueOf(ratio).setScale(1, RoundingMode.HALF_UP);
    return rounded.toPlainString().replace('.', comma);
  }
}
