package io.groundswell.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic of alerts for one channel, through whatever happens to the brokers. */
final class Follower implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long RETRY_MS = 1_000;
  private static final long RETRY_MOST_MS = 30_000;

  /** How often the place in the topic is written though nothing came, so that it never expires. */
  private static final long KEEP_MS = Duration.ofHours(1).toMillis();

  private static final short BROKERS_DEFAULT = -1;

  /**
   * Where things are on Kafka.
   *
   * @param properties of the clients
   * @param alerts the topic of alerts
   * @param ledger the topic of the ledgers, made where it is missing
   * @param group before the channel's name in groups and transactions
   */
  record Access(Properties properties, String alerts, String ledger, String group) {}

  private final Access access;
  private final Channel channel;
  private final Clock clock;
  private final Stop stop;
  private final Backoff backoff = new Backoff(RETRY_MS, RETRY_MOST_MS, new Random());
  private volatile String failure;

  Follower(Access access, Channel channel, Clock clock, Stop stop) {
    this.access = access;
    this.channel = channel;
    this.clock = clock;
    this.stop = stop;
  }

  /** Why it ended of itself, null if it did not. */
  String failure() {
    return failure;
  }

  @Override
  public void run() {
    try {
      while (!stop.wanted()) {
        try {
          session();
        } catch (KafkaException | ExecutionException e) {
          if (isFenced(e)) {
            failure =
                "another notify with --group-id " + access.group() + " took over " + channel.name();
            stop.now();
            return;
          }
          LOG.warn("{}: Kafka failed, beginning again from the last commit", channel.name(), e);
          stop.pause(backoff.nextMs());
        }
      }
    } catch (InterruptedException e) {
      LOG.info("{}: ends", channel.name());
    } catch (RuntimeException e) {
      LOG.error("{}: ends", channel.name(), e);
      failure = channel.name() + ": " + e;
      stop.now();
    }
  }

  private static boolean isFenced(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ProducerFencedException
          || each instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  private void session() throws ExecutionException, InterruptedException {
    TopicDescription topic = prepare();
    String topicId = topic.topicId().toString();
    List<TopicPartition> partitions = new ArrayList<>();
    topic
        .partitions()
        .forEach(p -> partitions.add(new TopicPartition(access.alerts(), p.partition())));
    try (Ledger ledger =
            Ledger.open(
                access.properties(), access.ledger(), channel.name(), access.group(), clock);
        KafkaConsumer<byte[], byte[]> consumer = ledger.follow(access.properties())) {
      consumer.assign(partitions);
      for (TopicPartition partition : partitions) {
        Long place = ledger.place(partition, topicId);
        if (place == null) {
          consumer.seekToBeginning(List.of(partition));
        } else {
          consumer.seek(partition, place);
        }
      }
      channel.begin(ledger);
      LOG.info("{}: follows {}, {} open", channel.name(), access.alerts(), open(ledger));
      follow(ledger, consumer, partitions, topicId);
    }
  }

  private static long open(Ledger ledger) {
    return ledger.alerts().values().stream()
        .filter(entry -> !entry.path("status").asText().equals("closed"))
        .count();
  }

  private void follow(
      Ledger ledger,
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      String topicId)
      throws InterruptedException {
    long keep = clock.millis() + KEEP_MS;
    while (!stop.wanted()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        ledger.place(partition, topicId, record.offset() + 1);
        Word word = word(record);
        if (word != null && ledger.isNews(word)) {
          channel.take(word, record.timestamp());
        }
      }
      if (clock.millis() >= keep) {
        keep = clock.millis() + KEEP_MS;
        partitions.forEach(each -> ledger.place(each, topicId, consumer.position(each)));
        ledger.forgetOld();
      }
      channel.tick(records.isEmpty());
      ledger.commit();
      backoff.reset();
    }
  }

  private Word word(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Word.of(record.value());
    } catch (IllegalArgumentException e) {
      LOG.error(
          "{}: {}-{} at {} is passed over: {}",
          channel.name(),
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return null;
    }
  }

  /** Makes the ledgers' topic where it is missing; describes the topic of alerts. */
  private TopicDescription prepare() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(access.properties())) {
      if (!admin.listTopics().names().get().contains(access.ledger())) {
        NewTopic ledger =
            new NewTopic(access.ledger(), 1, BROKERS_DEFAULT)
                .configs(Map.of("cleanup.policy", "compact"));
        try {
          admin.createTopics(Set.of(ledger)).all().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
      return admin
          .describeTopics(Set.of(access.alerts()))
          .allTopicNames()
          .get()
          .get(access.alerts());
    }
  }
}
