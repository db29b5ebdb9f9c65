package io.groundswell.local.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.local.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TopicsCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void missingTopicsAreMadeAndTheOthersStay() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      String servers = broker.bootstrapServers();
      assertThat(run("--bootstrap-servers", servers, "--partitions", "2", "--topic-prefix", "a."))
          .isZero();
      assertThat(out.toString().lines())
          .hasSize(13)
          .contains(
              "made   a.engagements",
              "made   a.dead-letters",
              "made   a.erasures",
              "made   a.pages");
      try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
        Map<String, TopicDescription> topics =
            admin.describeTopics(Set.of("a.engagements", "a.alerts")).allTopicNames().get();
        assertThat(topics.values()).allMatch(topic -> topic.partitions().size() == 2);
        for (String moves : List.of("engagements", "ad-delivery", "rules")) {
          assertThat(clock(admin, "a." + moves)).as(moves).isEqualTo("LogAppendTime");
        }
        assertThat(clock(admin, "a.outcomes")).isEqualTo("CreateTime");
      }

      out.getBuffer().setLength(0);
      assertThat(run("--bootstrap-servers", servers, "--topic-prefix", "a.")).isZero();
      assertThat(out.toString().lines()).hasSize(13).allMatch(line -> line.startsWith("there  a."));

      String[] b = {
        "--bootstrap-servers", servers, "--topic-prefix", "b.", "--producer-timestamps"
      };
      assertThat(run(b)).isZero();
      try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
        for (String moves : List.of("engagements", "ad-delivery", "rules")) {
          assertThat(clock(admin, "b." + moves)).as(moves).isEqualTo("CreateTime");
        }
      }
    }
  }

  private static String clock(Admin admin, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(Set.of(resource))
        .all()
        .get()
        .get(resource)
        .get("message.timestamp.type")
        .value();
  }

  @Test
  void aWrongOptionIsRefusedWithTheRuleAndTheValue() {
    assertThat(run("--bootstrap-servers", "localhost:1", "--partitions", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--partitions must be from 1 to 10000, is 0");
    assertThat(run("--bootstrap-servers", "localhost:1", "--replication-factor", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--replication-factor must be from 1 to 100, is 0");
    assertThat(run("--bootstrap-servers", "localhost:1", "--topic-prefix", "a b")).isEqualTo(2);
    assertThat(err.toString()).contains("is 'a b'");
  }

  private int run(String... arguments) {
    return new CommandLine(new TopicsCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
