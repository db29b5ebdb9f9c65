package io.groundswell.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import io.groundswell.kafka.Topics;
import io.groundswell.local.broker.EmbeddedBroker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker in this JVM with the topics of the contract, and a hand that writes to them. */
final class Broker implements AutoCloseable {
  private final EmbeddedBroker broker;
  private KafkaProducer<byte[], byte[]> producer;

  private Broker(EmbeddedBroker broker) {
    this.broker = broker;
    producer = producer(null);
  }

  static Broker start(Path folder) throws Exception {
    EmbeddedBroker embedded = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", embedded.bootstrapServers());
    Topics.create(properties, "", 1, (short) 1, Topics.Clock.PRODUCER);
    return new Broker(embedded);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** A producer; with transactions where they have an id. */
  KafkaProducer<byte[], byte[]> producer(String transactions) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers());
    if (transactions != null) {
      properties.put("transactional.id", transactions);
    }
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void send(Topic topic, JsonNode value) throws Exception {
    producer.send(record(topic, value)).get();
  }

  /** Writes without waiting for the broker, for many records. */
  Future<RecordMetadata> write(Topic topic, JsonNode value) {
    return producer.send(record(topic, value));
  }

  void delete(Topic topic, JsonNode value) throws Exception {
    producer.send(record(topic, value, null)).get();
  }

  static ProducerRecord<byte[], byte[]> record(Topic topic, JsonNode value) {
    return record(topic, value, value.toString());
  }

  private static ProducerRecord<byte[], byte[]> record(Topic topic, JsonNode value, String text) {
    return new ProducerRecord<>(
        topic.wire(),
        Told.key(topic, value).getBytes(StandardCharsets.UTF_8),
        text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends what a producer dates when it happened. */
  void sendDated(long happened, Topic topic, JsonNode value) throws Exception {
    ProducerRecord<byte[], byte[]> record = record(topic, value);
    producer
        .send(new ProducerRecord<>(record.topic(), null, happened, record.key(), record.value()))
        .get();
  }

  void deadLetter(String topic, String reason) throws Exception {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topic.DEAD_LETTERS.wire(), null, "garbage".getBytes(StandardCharsets.UTF_8));
    Told.headers(topic, reason)
        .forEach(
            (name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(letter).get();
  }

  /** Sends within a transaction. */
  interface Sender {
    void send(Topic topic, JsonNode value);
  }

  void inTransaction(boolean commit, Consumer<Sender> work) throws Exception {
    try (KafkaProducer<byte[], byte[]> inside = producer("board-test")) {
      inside.initTransactions();
      inside.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      work.accept((topic, value) -> sent.add(inside.send(record(topic, value))));
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
      if (commit) {
        inside.commitTransaction();
      } else {
        inside.abortTransaction();
      }
    }
  }

  /** A board of this broker that shows names, on any free port of this machine. */
  Board board() throws Exception {
    Properties kafka = new Properties();
    kafka.put("bootstrap.servers", bootstrapServers());
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return Board.start(new Board.Plan(kafka, "", address, null, false, true, null));
  }

  void stop() {
    producer.close();
    broker.stop();
  }

  void startAgain() {
    broker.start();
    producer = producer(null);
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}
