package io.groundswell.bench;

import io.groundswell.event.Engagement;
import io.groundswell.event.SupporterInput;
import io.groundswell.event.Topic;
import io.groundswell.kafka.Outgoing;
import io.groundswell.kafka.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The results of the job, as many and as long, without working any of them out: bytes that are
 * ready, always the same, which a producer compresses better than what they stand for. What they
 * take is the least that a job which tells them takes beside its state.
 */
final class Results {
  private static final String[] NO_HEADERS = {};

  /** Of ten engagements so many bring a profile. */
  private static final int PROFILES = 7;

  /** And so many that of a post is told where it stands. */
  private static final int POSTS = 2;

  private static final String PROFILE =
      "{\"page\":\"page-12\",\"supporter\":\"s123456\",\"at\":\"2026-11-23T10:00:10.000Z\","
          + "\"firstSeen\":\"2026-11-23T09:12:37.123Z\",\"lastSeen\":\"2026-11-23T09:58:02.456Z\","
          + "\"audience\":1234,\"tier\":\"nano\",\"counts\":{"
          + "\"day\":{\"likes\":3,\"comments\":1,\"shares\":0,\"sponsored\":1},"
          + "\"month\":{\"likes\":3,\"comments\":1,\"shares\":0,\"sponsored\":1}},"
          + "\"activeDays\":1,\"posts\":4,\"brought\":0,\"constancy\":0.14285714285714285,"
          + "\"spontaneity\":0.8,\"commitment\":0.15,\"breadth\":0.6666666666666666,\"pull\":0,"
          + "\"quality\":30.702380952380953,\"quantity\":0.7728912345678901,"
          + "\"score\":38.67812345678901,\"nanoInfluencer\":false,\"topics\":[],"
          + "\"promptness\":12.5,\"outcomes\":{},\"origin\":\"organic\"}";

  private static final String POST =
      "{\"page\":\"page-12\",\"post\":\"post-12345\",\"at\":\"2026-11-23T10:01:00.000Z\","
          + "\"organic\":12.345,\"lower\":5.678901234567,\"supporters\":7,\"likes\":6,"
          + "\"comments\":1,\"shares\":0,\"sponsored\":120.5,\"ratio\":0.10244813278}";

  private Results() {}

  /** Writes them as the job does, by its own sink. */
  static void tell(Task task, SingleOutputStreamOperator<Outgoing> results) {
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", task.bootstrapServers());
    producer.setProperty("transaction.timeout.ms", "900000");
    producer.setProperty("compression.type", "lz4");
    producer.setProperty("batch.size", Integer.toString(128 << 10));
    producer.setProperty("linger.ms", "20");
    String own = "bench-" + ProcessHandle.current().pid();
    results
        .name(Limits.KEYED)
        .sinkTo(ResultSink.of(producer, task.topicPrefix(), DeliveryGuarantee.EXACTLY_ONCE, own))
        .name("results");
  }

  /** Reads and writes the state as (e) does; the results come besides. */
  static final class Ready extends Limits.Touch<String, SupporterInput, Outgoing> {
    private static final long serialVersionUID = 1L;

    private transient byte[] profile;
    private transient byte[] post;
    private transient int count;

    @Override
    public void processElement(SupporterInput event, Context context, Collector<Outgoing> out)
        throws Exception {
      super.processElement(event, context, out);
      if (profile == null) {
        profile = PROFILE.getBytes(StandardCharsets.UTF_8);
        post = POST.getBytes(StandardCharsets.UTF_8);
      }
      count = (count + 1) % 10;
      Engagement engagement = (Engagement) event;
      if (count < PROFILES) {
        out.collect(outgoing(Topic.SUPPORTERS, engagement.supporter(), profile));
      } else if (count < PROFILES + POSTS) {
        out.collect(outgoing(Topic.POST_MOMENTUM, engagement.post(), post));
      }
    }

    private static Outgoing outgoing(Topic topic, String name, byte[] value) {
      byte[] key = name.getBytes(StandardCharsets.UTF_8);
      return new Outgoing(topic, key, value, NO_HEADERS, Outgoing.NO_SLICE);
    }
  }
}
