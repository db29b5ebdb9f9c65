package io.groundswell.board;

import io.groundswell.label.Labels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;

/** A running board. */
public final class Board implements AutoCloseable {
  /**
   * What a board is to be.
   *
   * @param kafka properties of the consumer, {@code bootstrap.servers} among them
   * @param topicPrefix what stands before the topics' names
   * @param address where it listens; port 0 for any that is free
   * @param token who says it comes in; null for everybody who reaches it
   * @param anyHost whether requests may name any host, because a proxy sees to it
   * @param names whether supporters are called by their names
   * @param labelKey of what they are called otherwise; null for a new one with each start
   */
  public record Plan(
      Properties kafka,
      String topicPrefix,
      InetSocketAddress address,
      String token,
      boolean anyHost,
      boolean names,
      byte[] labelKey) {
    /** Where a board usually listens. */
    static final int USUAL_PORT = 8200;

    /** A board of invented people, for this machine alone, on the usual port if it is free. */
    public static Plan demo(String bootstrapServers) {
      Properties kafka = new Properties();
      kafka.put("bootstrap.servers", bootstrapServers);
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), freeOr(USUAL_PORT));
      return new Plan(kafka, "", address, null, false, true, null);
    }

    private static int freeOr(int port) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (IOException taken) {
        return 0;
      }
    }
  }

  private final Store store;
  private final Freshness freshness = new Freshness(Clock.systemUTC());
  private final Feed feed;
  private final Hub hub;
  private final BoardServer server;
  private URI address;

  private Board(Plan plan, Limits limits) {
    store = new Store(limits, new Labels(plan.labelKey(), plan.names()));
    hub = new Hub(store, this::status, limits.browsers());
    feed = new Feed(plan.kafka(), plan.topicPrefix(), store, freshness);
    server =
        new BoardServer(
            plan.address(),
            store,
            hub,
            new Access(plan.token(), plan.anyHost()),
            freshness::connected,
            Clock.systemUTC());
  }

  /** Starts one. */
  public static Board start(Plan plan) throws Exception {
    return start(plan, Limits.USUAL);
  }

  static Board start(Plan plan, Limits limits) throws Exception {
    Board board = new Board(plan, limits);
    int port = board.server.start();
    String host = plan.address().getHostString();
    board.address =
        URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
    board.hub.start();
    board.feed.start();
    return board;
  }

  /** Where it is. */
  public URI address() {
    return address;
  }

  Hub hub() {
    return hub;
  }

  private String status() {
    return status(freshness, hub, store);
  }

  /** How a board is, as JSON. */
  static String status(Freshness freshness, Hub hub, Store store) {
    var status = freshness.toJson();
    status.put("browsers", hub.listeners());
    status.put("unreadable", store.unreadable());
    var kept = status.putObject("kept");
    for (Map.Entry<String, long[]> each : store.sizes().entrySet()) {
      kept.putArray(each.getKey()).add(each.getValue()[0]).add(each.getValue()[1]);
    }
    return status.toString();
  }

  @Override
  public void close() {
    feed.close();
    hub.close();
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("the board's server did not stop", e);
    }
  }
}
