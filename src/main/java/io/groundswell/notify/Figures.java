package io.groundswell.notify;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as a message shows them. */
final class Figures {
  private Figures() {}

  /** People, whole. */
  static String people(double value) {
    return Long.toString(Math.round(value));
  }

  /** One decimal. */
  static String ratio(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }
}
