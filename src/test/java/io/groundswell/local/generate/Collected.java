package io.groundswell.local.generate;

import io.groundswell.event.Kind;
import io.groundswell.event.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small run, kept whole: the records as they left, and what really happened. */
final class Collected implements Sink, Latent {
  /** A record as the sink was given it. */
  record Out(Topic topic, String key, long time, long arrival, String value) {}

  /** An engagement as it really was; withdrawn is epoch ms, or MAX_VALUE. */
  static final class Real {
    final int post;
    final int supporter;
    final Kind kind;
    final long id;
    final long time;
    final long audience;
    final boolean sponsored;
    long withdrawn = Long.MAX_VALUE;

    Real(int post, int supporter, Kind kind, long id, long time, long audience, boolean sponsored) {
      this.post = post;
      this.supporter = supporter;
      this.kind = kind;
      this.id = id;
      this.time = time;
      this.audience = audience;
      this.sponsored = sponsored;
    }
  }

  final List<Out> out = new ArrayList<>();
  final List<Real> real = new ArrayList<>();
  final World world;
  final Truth truth;
  boolean finished;

  Collected(LoadOptions options) {
    world = new World(options.check());
    truth = new Truth(world);
    try {
      new Simulation(options, world, new Outbox(this, options), this).run();
      finish();
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
  }

  /** Two hours, twenty posts, about 4 000 engagements. */
  static LoadOptions small() {
    LoadOptions options = new LoadOptions();
    options.duration = "2h";
    options.start = "2026-01-05T17:00:03Z";
    options.pages = 3;
    options.posts = 20;
    options.supporters = 2000;
    options.events = 4000;
    options.advertised = 0.6;
    return options;
  }

  List<Out> of(Topic topic) {
    return out.stream().filter(o -> o.topic() == topic).toList();
  }

  /** Every line, with its topic: equal exactly if the files would be. */
  String bytes() {
    StringBuilder all = new StringBuilder();
    for (Out o : out) {
      all.append(o.topic().wire()).append(' ').append(o.value()).append('\n');
    }
    return all.toString();
  }

  @Override
  public void accept(Topic topic, String key, long time, long arrival, byte[] value) {
    out.add(new Out(topic, key, time, arrival, new String(value, StandardCharsets.UTF_8)));
  }

  @Override
  public void finish() {
    finished = true;
  }

  @Override
  public void close() {}

  @Override
  public void advance(long time) {
    truth.advance(time);
  }

  @Override
  public void engaged(
      int post, int supporter, Kind kind, long id, long time, long audience, boolean sponsored) {
    real.add(new Real(post, supporter, kind, id, time, audience, sponsored));
    truth.engaged(post, supporter, kind, id, time, audience, sponsored);
  }

  @Override
  public void withdrawn(int post, int supporter, long id, long time) {
    real.get((int) id - 1).withdrawn = time;
    truth.withdrawn(post, supporter, id, time);
  }
}
