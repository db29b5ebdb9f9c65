package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** What waits as bytes is what a map of lists would hold, whatever was said in which order. */
class WaitingTest {
  private static final int KEY_GROUPS = 720;

  @Property(tries = 200)
  void holdsWhatAMapOfListsWouldHold(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Waiting.Form<String> form = new Waiting.Form<>(StringSerializer.INSTANCE, KEY_GROUPS);
    // Memory that others have used before is as good as new.
    for (int i = random.nextInt(3); i > 0; i--) {
      Waiting<String> before = new Waiting<>(form);
      for (int j = 0; j < 4_000; j++) {
        before.add("4:page" + j, "x".repeat(40));
      }
      before.clear();
      assertThat(byKey(before)).isEmpty();
    }
    Waiting<String> waiting = new Waiting<>(form);
    Map<String, List<String>> inputs = new HashMap<>();
    Set<String> woken = new HashSet<>();
    int held = 0;
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 2_000 : 200); i > 0; i--) {
      String key = "4:page" + text(random, 3);
      int what = random.nextInt(10);
      if (what < 6) {
        String input = text(random, what == 0 ? 50_000 : 40);
        waiting.add(key, input);
        inputs.computeIfAbsent(key, each -> new ArrayList<>()).add(input);
        held++;
      } else if (what < 9) {
        waiting.wake(key);
        woken.add(key);
        held++;
      } else {
        waiting.wakeNoMore(Set.of(key));
        woken.remove(key);
        held = waiting.size();
      }
    }
    Map<String, List<String>> expected = new HashMap<>(inputs);
    woken.forEach(key -> expected.putIfAbsent(key, List.of()));
    assertThat(byKey(waiting)).isEqualTo(expected);
    assertThat(waiting.size()).isEqualTo(held);
    Set<String> keys = new HashSet<>();
    waiting.keys(keys);
    assertThat(keys).isEqualTo(expected.keySet());
    assertThat(waiting.bytes()).isGreaterThanOrEqualTo(inputs.size());
  }

  private static Map<String, List<String>> byKey(Waiting<String> waiting) throws Exception {
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    waiting.forEachKey((key, inputs) -> assertThat(byKey.put(key, inputs)).isNull());
    return byKey;
  }

  /** What has been told of is remembered by entry, through other inputs and as bytes. */
  @Property(tries = 100)
  void remembersWhatWasTold(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Waiting<String> waiting =
        new Waiting<>(new Waiting.Form<>(StringSerializer.INSTANCE, KEY_GROUPS));
    Map<String, List<String>> told = new HashMap<>();
    Map<String, Integer> untold = new HashMap<>();
    for (int round = 0; round < 3; round++) {
      for (int i = random.nextInt(100); i > 0; i--) {
        String key = "4:page" + random.nextInt(30);
        waiting.add(key, text(random, 20));
        untold.merge(key, 1, Integer::sum);
      }
      Walk<String> walk = waiting.walk();
      while (walk.next()) {
        String key = walk.key();
        assertThat(walk.toldInputs()).isEqualTo(told.getOrDefault(key, List.of()));
        assertThat(walk.someTold()).isEqualTo(told.containsKey(key));
        assertThat(walk.allTold()).isEqualTo(!untold.containsKey(key));
        if (random.nextBoolean()) {
          boolean now = random.nextInt(4) > 0;
          walk.told(now);
          untold.remove(key);
          if (now) {
            told.put(key, walk.inputs());
          } else {
            told.remove(key);
            untold.put(key, walk.inputs().size());
          }
        }
      }
      walk.letGo();
      assertThat(waiting.told()).isEqualTo(told.values().stream().mapToInt(List::size).sum());
    }
    Walk<String> walk = waiting.walk();
    waiting.wakeNoMore(Set.of("4:page1"));
    assertThat(walk.next()).isFalse();
    assertThat(waiting.told()).isEqualTo(told.values().stream().mapToInt(List::size).sum());
    waiting.clear();
    assertThat(waiting.told()).isZero();
  }

  /** As RocksDB compares what Flink writes: the key group, then the key behind its length. */
  @Property(tries = 100)
  void givesKeysInTheOrderOfRocksdb(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    int groups = random.nextBoolean() ? KEY_GROUPS : 1;
    Waiting<String> waiting = new Waiting<>(new Waiting.Form<>(StringSerializer.INSTANCE, groups));
    for (int i = random.nextInt(1_000); i > 0; i--) {
      waiting.add("4:page" + random.nextInt(1 + random.nextInt(100_000)), "");
    }
    List<byte[]> keys = new ArrayList<>();
    for (String key : byKey(waiting).keySet()) {
      DataOutputSerializer out = new DataOutputSerializer(32);
      out.writeShort(KeyGroupRangeAssignment.assignToKeyGroup(key, groups));
      StringSerializer.INSTANCE.serialize(key, out);
      keys.add(out.getCopyOfBuffer());
    }
    assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
  }

  /** Letters of all lengths in UTF-8; few short ones, so that keys come again. */
  private static String text(Random random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest); i > 0; i--) {
      text.append(List.of("a", "é", "€", "😀", "\u0000").get(random.nextInt(5)));
    }
    return text.toString();
  }

  @Property(tries = 50)
  void nothingIsLeftOfWhoIsForgotten(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Waiting<String> waiting =
        new Waiting<>(new Waiting.Form<>(StringSerializer.INSTANCE, KEY_GROUPS));
    for (int i = 0; i < 1 + random.nextInt(500); i++) {
      waiting.wake("4:page" + random.nextInt(20));
    }
    waiting.wakeNoMore(Set.of("4:page7"));
    for (Waiting.Chunk chunk : waiting.chunks()) {
      String bytes =
          new String(chunk.bytes, 0, chunk.length, java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(bytes + "\u0000").doesNotContain("4:page7\u0000");
    }
    assertThat(byKey(waiting)).doesNotContainKey("4:page7");
  }
}
