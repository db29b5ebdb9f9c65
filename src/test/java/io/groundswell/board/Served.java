package io.groundswell.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import io.groundswell.label.Labels;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;

/** A board without Kafka: what a test puts in is what it shows. */
final class Served implements AutoCloseable {
  final Freshness freshness;
  final Store store;
  final Hub hub;
  final URI address;
  private final BoardServer server;

  Served(Limits limits, boolean names, Access access) throws Exception {
    this(limits, names, access, Clock.systemUTC());
  }

  Served(Limits limits, boolean names, Access access, Clock clock) throws Exception {
    this(limits, names, access, clock, 0);
  }

  private Served(Limits limits, boolean names, Access access, Clock clock, int port)
      throws Exception {
    freshness = new Freshness(clock);
    store = new Store(limits, new Labels(new byte[] {1, 2, 3}, names));
    hub = new Hub(store, this::status, limits.browsers());
    server =
        new BoardServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            store,
            hub,
            access,
            freshness::connected,
            clock);
    address = URI.create("http://127.0.0.1:" + server.start() + "/");
    Feed.TOPICS.forEach(topic -> freshness.exists(topic, true));
    freshness.found(0);
    hub.start();
  }

  static Served open() throws Exception {
    return new Served(Limits.USUAL, true, new Access(null, false));
  }

  /** At a port that another had before. */
  static Served at(int port) throws Exception {
    return new Served(Limits.USUAL, true, new Access(null, false), Clock.systemUTC(), port);
  }

  private String status() {
    return Board.status(freshness, hub, store);
  }

  void take(Topic topic, JsonNode value) {
    take(Told.record(topic, value));
  }

  void take(Store.Incoming record) {
    freshness.read(record.topic(), System.currentTimeMillis(), store.take(record));
  }

  void letter(String topic, String reason) {
    take(Told.letter(topic, reason));
  }

  @Override
  public void close() throws Exception {
    hub.close();
    server.close();
  }
}
