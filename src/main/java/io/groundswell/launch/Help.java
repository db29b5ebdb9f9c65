package io.groundswell.launch;

/** The options, as a help text and as a page of the documentation. */
final class Help {
  private Help() {}

  /** The text of {@code --help}. */
  static String text() {
    StringBuilder out =
        new StringBuilder(
            """
            groundswell: alerts the moment organic momentum surpasses sponsored reach.

            flink run groundswell-job.jar --bootstrap-servers HOST:PORT [--OPTION VALUE ...]

            An option is set by --NAME VALUE, by a line of the file that --config FILE names
            (.properties, .yaml, .yml), or by the variable of the environment in brackets.
            The command line stands over the environment, the environment over the file.

            """);
    for (Option<?> option : Options.ALL) {
      out.append("  --").append(option.name()).append(" <").append(option.form()).append(">");
      out.append("  [").append(option.variable()).append("]\n");
      out.append("      ").append(option.description());
      out.append(option.required() ? " Required." : "");
      if (option.fallback() != null && !option.fallback().isEmpty()) {
        out.append(" Default: ").append(option.fallback()).append('.');
      }
      out.append('\n');
    }
    return out.append(
            """
              --kafka.NAME <value>  [GROUNDSWELL_KAFKA_NAME]
                  Any property of Kafka's clients (security.protocol, ssl.truststore.location ...).
                  Secrets (passwords, sasl.jaas.config) only from the environment or a file.
              --config <file>
                  A file of options.
              --help
                  This text.
            """)
        .toString();
  }

  /** The table of {@code docs/options.md}. */
  static String table() {
    StringBuilder out = new StringBuilder();
    out.append("| option | variable | value | default | |\n| --- | --- | --- | --- | --- |\n");
    for (Option<?> option : Options.ALL) {
      String fallback =
          option.required()
              ? "required"
              : option.fallback() == null || option.fallback().isEmpty()
                  ? ""
                  : "`" + option.fallback() + "`";
      out.append("| `").append(option.name()).append("` | `").append(option.variable());
      out.append("` | ").append(option.form().replace("|", "or")).append(" | ").append(fallback);
      out.append(" | ").append(option.description()).append(" |\n");
    }
    return out.toString();
  }
}
