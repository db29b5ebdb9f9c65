package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** With whatever is held in front of it, a state says what it would say alone. */
class StateCacheTest {
  /** A value that can change after it was given away, as supporters and posts do. */
  private static final class Numbers {
    private final List<Integer> numbers = new ArrayList<>();
  }

  /** Its bytes. */
  public static final class NumbersSerializer extends BinarySerializer<Numbers> {
    private static final long serialVersionUID = 1L;

    /** The serializer. */
    public NumbersSerializer() {
      super(Numbers.class, 1, false);
    }

    @Override
    protected void write(Numbers value, DataOutputView out) throws java.io.IOException {
      out.writeInt(value.numbers.size());
      for (int each : value.numbers) {
        out.writeInt(each);
      }
    }

    @Override
    protected Numbers read(int version, DataInputView in) throws java.io.IOException {
      Numbers read = new Numbers();
      for (int i = in.readInt(); i > 0; i--) {
        read.numbers.add(in.readInt());
      }
      return read;
    }

    @Override
    public TypeSerializerSnapshot<Numbers> snapshotConfiguration() {
      return new NumbersSnapshot();
    }
  }

  /** The snapshot. */
  public static final class NumbersSnapshot extends SimpleTypeSerializerSnapshot<Numbers> {
    /** The snapshot. */
    public NumbersSnapshot() {
      super(NumbersSerializer::new);
    }
  }

  /** State of a backend that keeps bytes; it must be told the key before it is used. */
  private static final class Backend implements StateCache.Owner {
    private final NumbersSerializer serializer = new NumbersSerializer();
    private final Map<String, byte[]> state = new HashMap<>();
    private String current;
    private String keyed;
    private int reads;

    @Override
    public void lookAt(String key) {
      current = key;
    }

    @Override
    public void useState() {
      keyed = current;
    }

    @Override
    public int keyGroup(String key) {
      return key.hashCode() & 3;
    }

    @Override
    public boolean keepsBytes() {
      return true;
    }

    private Numbers read() throws Exception {
      assertThat(keyed).isEqualTo(current);
      reads++;
      byte[] bytes = state.get(keyed);
      return bytes == null ? null : serializer.deserialize(new DataInputDeserializer(bytes));
    }

    private void write(Numbers value) throws Exception {
      assertThat(keyed).isEqualTo(current);
      if (value == null) {
        state.remove(keyed);
        return;
      }
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(value, out);
      state.put(keyed, out.getCopyOfBuffer());
    }
  }

  @Property(tries = 500)
  void saysWhatTheStateWouldSayAndWritesItAll(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Backend backend = new Backend();
    StateCache<Numbers> cache = cache(backend, random);
    Map<String, List<Integer>> truth = new HashMap<>();
    int keys = 1 + random.nextInt(60);
    for (int i = random.nextInt(2_000); i > 0; i--) {
      String key = "4:page" + random.nextInt(keys);
      backend.lookAt(key);
      switch (random.nextInt(12)) {
        case 0 -> {
          cache.get(key);
          cache.remove(key);
          truth.remove(key);
        }
        case 1 -> assertThat(numbers(cache.peek(key))).isEqualTo(truth.get(key));
        case 2 -> {
          cache.prepare(key);
          if (!truth.containsKey(key)) {
            cache.forget(key);
          }
        }
        case 3 -> {
          cache.flush();
          assertThat(backend.state.keySet()).isEqualTo(truth.keySet());
        }
        case 4, 5 -> {
          Numbers value = cache.get(key);
          assertThat(numbers(value)).isEqualTo(truth.get(key));
        }
        default -> {
          Numbers value = cache.get(key);
          assertThat(numbers(value)).isEqualTo(truth.get(key));
          value = value == null ? new Numbers() : value;
          value.numbers.add(i);
          cache.put(key, value);
          truth.computeIfAbsent(key, each -> new ArrayList<>()).add(i);
        }
      }
    }
    cache.flush();
    StateCache<Numbers> restored = cache(backend, random);
    for (int i = 0; i < keys; i++) {
      String key = "4:page" + i;
      backend.lookAt(key);
      assertThat(numbers(restored.get(key))).isEqualTo(truth.get(key));
    }
  }

  private static StateCache<Numbers> cache(Backend backend, Random random) {
    Doorkeeper doorkeeper =
        List.of(Doorkeeper.OPEN, new Doorkeeper(1), new Doorkeeper(16)).get(random.nextInt(3));
    long memory = Arrays.asList(0L, 300_000L, 10_000_000L).get(random.nextInt(3));
    return new StateCache<>(
        backend::read,
        backend::write,
        backend,
        value -> 1 + value.numbers.size(),
        random.nextInt(100),
        doorkeeper,
        random.nextBoolean() ? null : new Rows<>(backend.serializer, memory));
  }

  private static List<Integer> numbers(Numbers value) {
    return value == null ? null : value.numbers;
  }

  @Property(tries = 20)
  void doesNotReadAgainWhatItKnows(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Backend backend = new Backend();
    StateCache<Numbers> cache =
        new StateCache<>(
            backend::read,
            backend::write,
            backend,
            value -> 1,
            2,
            new Doorkeeper(1),
            new Rows<>(backend.serializer, 10_000_000));
    for (int i = 0; i < 500; i++) {
      String key = "key" + random.nextInt(50);
      backend.lookAt(key);
      Numbers value = cache.get(key);
      if (random.nextBoolean()) {
        cache.put(key, value == null ? new Numbers() : value);
      }
    }
    // Once each: that there is nothing is known too.
    assertThat(backend.reads).isBetween(1, 50);
  }
}
