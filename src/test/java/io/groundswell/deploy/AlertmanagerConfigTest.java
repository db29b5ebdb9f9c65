package io.groundswell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration and the templates that are shipped, as Alertmanager's own amtool sees them. */
class AlertmanagerConfigTest {
  private static final Path FOLDER = Path.of("deploy/alertmanager");
  private static final Path CONFIGURATION = FOLDER.resolve("alertmanager.yml");

  @TempDir static Path folder;
  private static String amtool;

  @BeforeAll
  static void find() {
    amtool = Tools.find("amtool", "prometheus-alertmanager");
  }

  @Test
  void theConfigurationIsValid() throws Exception {
    Tools.Ended ended = Tools.run(List.of(amtool, "check-config", CONFIGURATION.toString()));
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("2 receivers", "1 templates", "SUCCESS");
  }

  @Test
  void aFieldThatAlertmanagerDoesNotKnowIsFound() throws Exception {
    Path wrong = folder.resolve("wrong.yml");
    Files.writeString(wrong, Files.readString(CONFIGURATION) + "\nrouting: {}\n");
    assertThat(Tools.run(List.of(amtool, "check-config", wrong.toString())).code()).isNotZero();
  }

  @ParameterizedTest
  @CsvSource({
    "page=refuge-des-cimes, marketing-fr",
    "page=en-shelter, marketing-en",
    "page=not-en-either, marketing-fr"
  })
  void aPageGoesToItsTeam(String page, String team) throws Exception {
    Tools.Ended ended =
        Tools.run(
            List.of(
                amtool,
                "config",
                "routes",
                "test",
                "--config.file=" + CONFIGURATION,
                "source=groundswell",
                page));
    // Beside a warning of its own.
    assertThat(ended.said().lines().filter(line -> !line.startsWith("Warning:")))
        .containsExactly(team);
  }

  @ParameterizedTest
  @CsvSource({
    "fr, L’élan organique dépasse la publicité\u00a0: nala, Voir : https://b.example, Terminé :",
    "en, Organic surpasses sponsored: nala, See: https://b.example, Over:"
  })
  void theTemplatesSayItInTheirLanguage(String lang, String title, String link, String over)
      throws Exception {
    Path data = folder.resolve("data.json");
    Files.writeString(
        data,
        "{\"status\":\"firing\",\"externalURL\":\"http://am\",\"groupLabels\":{\"page\":\"p\"},"
            + "\"commonLabels\":{\"page\":\"p\",\"post\":\"nala\"},\"alerts\":["
            + alert("firing", "OrganicSurpassesSponsored", "A & <!channel>")
            + ","
            + alert("resolved", "OrganicMomentumDoubled", "not told")
            + ","
            + alert("resolved", "OrganicSurpassesSponsored", "B")
            + "]}");
    assertThat(render(lang, "title", "text", data)).isEqualTo(title);
    assertThat(render(lang, "text", "text", data))
        .contains(lang + " A &amp; &lt;!channel&gt;", link, over + " " + lang + " B")
        .doesNotContain("not told");
    assertThat(render(lang, "html", "html", data))
        .contains(lang + " A &amp; &lt;!channel&gt;", "href=\"https://b.example\"", over)
        .contains("<html lang=\"" + lang + "\">");
  }

  private static String alert(String status, String name, String text) {
    return String.format(
        "{\"status\":\"%s\",\"labels\":{\"alertname\":\"%s\",\"page\":\"p\",\"post\":\"nala\"},"
            + "\"annotations\":{\"fr\":\"fr %s\",\"en\":\"en %s\"},"
            + "\"generatorURL\":\"https://b.example\"}",
        status, name, text, text);
  }

  private static String render(String lang, String template, String type, Path data)
      throws Exception {
    Tools.Ended ended =
        Tools.run(
            List.of(
                amtool,
                "template",
                "render",
                "--template.glob=" + FOLDER.resolve("templates/*.tmpl"),
                "--template.text={{ template \"groundswell." + lang + "." + template + "\" . }}",
                "--template.type=" + type,
                "--template.data=" + data));
    assertThat(ended.code()).as(ended.said()).isZero();
    return ended.said().stripTrailing();
  }
}
