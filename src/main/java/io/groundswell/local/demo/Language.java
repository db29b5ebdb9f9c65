package io.groundswell.local.demo;

import java.util.Locale;

/** The languages that the demo speaks. */
enum Language {
  /** French. */
  FR(Locale.FRENCH),
  /** English. */
  EN(Locale.ENGLISH);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** The language of a locale: French where it is French, else English. */
  static Language of(Locale locale) {
    return locale.getLanguage().equals(FR.locale.getLanguage()) ? FR : EN;
  }

  /** For names of days and months. */
  Locale locale() {
    return locale;
  }

  /** Its name in an alert's {@code text}. */
  String wire() {
    return locale.getLanguage();
  }

  /** One of two words. */
  String choose(String french, String english) {
    return this == FR ? french : english;
  }
}
