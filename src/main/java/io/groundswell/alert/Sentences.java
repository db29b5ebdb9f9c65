package io.groundswell.alert;

import io.groundswell.event.Alert;
import io.groundswell.event.Alert.Status;
import io.groundswell.event.Basis;
import io.groundswell.time.Timing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

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

  /** So many topics of a post are named, each so long at most (in code points). */
  private static final int TOPICS = 3;

  private static final int TOPIC_LENGTH = 40;

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
      List<String> topics,
      Timing timing) {
    long minutes = timing.window() / Timing.MINUTE;
    Facts facts = new Facts(page, post, organic, sponsored, ratio, peakRatio, top, topics, minutes);
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
      List<String> topics,
      long minutes) {}

  private static String french(Status status, Facts f) {
    String name = "«" + NBSP + f.post + NBSP + "» de " + f.page + about(f.topics);
    String people = people(f.organic.reach(), FRENCH_GROUP);
    String least = people(f.organic.lower(), FRENCH_GROUP);
    String nano = nano(f.organic, FRENCH_GROUP);
    String carriers =
        people(f.organic.supporters(), FRENCH_GROUP)
            + " supporters"
            + (nano == null ? "" : ", dont " + nano + " nano (moins de 10" + FRENCH_GROUP)
            + (nano == null ? "" : "000" + NBSP + "abonnés),");
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
    String name = "“" + f.post + "” of " + f.page + about(f.topics);
    String people = people(f.organic.reach(), ',');
    String least = people(f.organic.lower(), ',');
    String nano = nano(f.organic, ',');
    String carriers =
        people(f.organic.supporters(), ',')
            + " supporters"
            + (nano == null ? "" : ", " + nano + " of them nano (under 10,000 followers),");
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

  /** The post's topics, in brackets; nothing where they are not known. */
  private static String about(List<String> topics) {
    StringBuilder out = new StringBuilder();
    for (String topic : topics.subList(0, Math.min(TOPICS, topics.size()))) {
      out.append(out.isEmpty() ? " (" : ", ").append(cut(topic));
    }
    return out.isEmpty() ? "" : out.append(')').toString();
  }

  private static String cut(String topic) {
    int length = topic.codePointCount(0, topic.length());
    return length <= TOPIC_LENGTH
        ? topic
        : topic.substring(0, topic.offsetByCodePoints(0, TOPIC_LENGTH - 1)) + "…";
  }

  /** How many of the supporters are of nano tier, null if none worth a word. */
  private static String nano(Alert.Organic organic, char group) {
    return Math.round(organic.nano()) == 0 ? null : people(organic.nano(), group);
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
