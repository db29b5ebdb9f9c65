package io.groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** How every command is told of Kafka. */
class KafkaOptionsTest {
  @TempDir private Path folder;

  @Command(name = "needs")
  private static final class Needs {
    @Mixin private KafkaOptions.Needed kafka;
  }

  @Command(name = "may")
  private static final class May {
    @Mixin private KafkaOptions.OrOutput kafka;
  }

  private static KafkaOptions of(String... arguments) {
    Needs command = new Needs();
    new CommandLine(command).parseArgs(arguments);
    return command.kafka;
  }

  @Test
  void whatIsSaidOneByOneStandsOverTheFileAndTheBrokersOverBoth() throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "client.id=file\nacks=all\nbootstrap.servers=of.the.file:1\n");
    KafkaOptions kafka =
        of("--bootstrap-servers=b:1", "--kafka=client.id=said", "--kafka-config=" + file);
    assertThat(kafka.properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("client.id", "said", "acks", "all", "bootstrap.servers", "b:1"));
    assertThat(kafka.tuned()).isTrue();
    assertThat(of("--bootstrap-servers=b:1").tuned()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.truststore.password",
        "ssl.key.password",
        "ssl.keystore.key",
        "sasl.oauthbearer.client.credentials.client.secret"
      })
  void aSecretIsRefusedWhereOthersCanReadItAndNotSaidAgain(String name) {
    KafkaOptions kafka = of("--bootstrap-servers=b:1", "--kafka", name + "=hush");
    assertThatThrownBy(kafka::properties)
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--kafka must not say " + name)
        .hasMessageContaining("--kafka-config")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void aWrongOneIsRefusedWithTheRuleAndTheValueInTheNameOfItsCommand() throws IOException {
    KafkaOptions prefix = of("--bootstrap-servers=b:1", "--topic-prefix=a/b");
    assertThatThrownBy(prefix::topicPrefix)
        .isInstanceOfSatisfying(
            ParameterException.class,
            e -> assertThat(e.getCommandLine().getCommandName()).isEqualTo("needs"))
        .hasMessageContaining("--topic-prefix must be letters")
        .hasMessageContaining("is 'a/b'");
    Path broken = Files.writeString(folder.resolve("broken"), "key=\\uZZZZ\n");
    for (String file : new String[] {"nowhere.properties", broken.toString()}) {
      KafkaOptions config = of("--bootstrap-servers=b:1", "--kafka-config=" + file);
      assertThatThrownBy(config::properties)
          .isInstanceOf(ParameterException.class)
          .hasMessageContaining("--kafka-config must be a readable file of properties")
          .hasMessageContaining(file);
    }
  }

  @Test
  void onlyACommandThatCannotDoWithoutWantsBrokers() {
    assertThatThrownBy(KafkaOptionsTest::of)
        .isInstanceOf(MissingParameterException.class)
        .hasMessageContaining("--bootstrap-servers");
    May may = new May();
    new CommandLine(may).parseArgs();
    assertThat(may.kafka.bootstrapServers()).isNull();
    assertThat(may.kafka.topicPrefix()).isEmpty();
  }
}
