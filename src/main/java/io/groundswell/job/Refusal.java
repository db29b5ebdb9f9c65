package io.groundswell.job;

import io.groundswell.event.DeadLetter;
import java.util.Locale;

/**
 * Why a record is refused, in as few words as a metric's label may have. The whole reason stands in
 * the dead letter, and begins with words of the codec's own; only what follows them is a value.
 */
enum Refusal {
  /** No JSON object. */
  FORM,
  /** A field is missing. */
  MISSING,
  /** A field has a value that it must not have. */
  VALUE,
  /** An engagement too far ahead of its Kafka timestamp. */
  AHEAD,
  /** An engagement too far behind the watermark. */
  TOO_LATE;

  /** Its name as a label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a dead letter says. */
  static Refusal of(DeadLetter letter) {
    String reason = letter.reason();
    if (letter.stage().equals(DeadLetter.TRANSFORMATION)) {
      return reason.contains(" s ahead of the Kafka timestamp ") ? AHEAD : TOO_LATE;
    }
    if (reason.startsWith("a record must be ")) {
      return FORM;
    }
    return reason.endsWith(" is required") && !reason.contains(" must be ") ? MISSING : VALUE;
  }
}
