package io.groundswell.launch;

/**
 * An option of the job.
 *
 * @param name as in {@code --name}, in a file, and, in capitals with underscores behind {@code
 *     GROUNDSWELL_}, in the environment
 * @param form what a value looks like
 * @param fallback the default as it would be written, null if there is none
 * @param required whether the job cannot start without it
 * @param description what it is for
 * @param type turns text into a value or says which rule it breaks
 */
record Option<T>(
    String name, String form, String fallback, boolean required, String description, Type<T> type) {

  /** Turns text into a value. */
  interface Type<T> {
    /**
     * The value.
     *
     * @throws IllegalArgumentException with the rule that the text breaks, as in "must be ..."
     */
    T read(String text);
  }

  /** The name of its environment variable. */
  String variable() {
    return Options.ENVIRONMENT
        + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_').replace('.', '_');
  }
}
