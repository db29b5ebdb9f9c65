package io.groundswell.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.codec.Pseudonyms;
import io.groundswell.event.Topic;
import io.groundswell.job.Settings;
import io.groundswell.kafka.Outgoing;
import io.groundswell.local.replay.InputFolder;
import io.groundswell.local.replay.Replay;
import io.groundswell.time.Timing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a pseudonym key no identifier is in state, output or log, and the results are the same. */
class PseudonymTest {
  private static final String KEY = "a long and secret key, in UTF-8: clé";
  private static final Settings PLAIN = Settings.live(Timing.DEFAULT, 30_000, "");
  private static final List<String> PEOPLE =
      Stream.concat(Fans.ERASED.stream(), Fans.OTHERS.stream()).toList();

  /** More than a day before all others. */
  private static final String TOO_LATE = "'time':'2026-11-20T10:00:00Z'";

  /** The mark after the records that are none. */
  private static final int LAST = Fans.BACK + 1;

  @TempDir Path folder;

  /** As docs/privacy.md defines it. */
  private static String pseudonym(String identifier) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hash = mac.doFinal(identifier.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().encodeToString(hash).substring(0, 22);
  }

  private static String replaced(String text) {
    String now = text;
    for (String person : PEOPLE) {
      try {
        now = now.replace(person, pseudonym(person));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return now;
  }

  private static void assertNamesNobody(String text, String where) {
    for (String person : PEOPLE) {
      assertThat(Snapshot.isIn(text, person)).as("%s in %s", person, where).isFalse();
    }
    assertThat(text.contains(KEY)).as("the key in %s", where).isFalse();
  }

  /** The fans' story; then records that are none, with the name in them, and one too late. */
  private static Script script() {
    Script script = Fans.script(true);
    String me = Fans.ME;
    String at = "'time':'2026-11-23T10:15:00Z','page':'refuge'";
    // No fact: the name stands in the value that breaks a rule, in another one, in no JSON at all.
    script
        .record(Topic.ENGAGEMENTS, "{'id':'1','supporter':'" + me + "'}")
        .record(Topic.ENGAGEMENTS, "{" + at + ",'supporter':'" + me + "','kind':'" + me + "'}")
        .record(Topic.ENGAGEMENTS, "{" + at + ",'supporter':['" + me + "']}")
        .record(Topic.ENGAGEMENTS, "{" + at + ",'supporter':'" + me + "' " + me + "}")
        .record(Topic.ENGAGEMENTS, "{" + at + ",'via': " + me + "}")
        .record(Topic.ENGAGEMENTS, me)
        .record(Topic.ENGAGEMENTS, "'" + me + "'")
        .record(Topic.OUTCOMES, "{" + at + ",'supporter':'" + me + "','value':'" + me + "'}")
        .record(Topic.OUTCOMES, "{" + at + ",'currency':{'" + me + "':1}}")
        .record(Topic.POSTS, "{" + at + ",'topics':['x',{'by':'" + me + "'}]}")
        .record(Topic.AD_DELIVERY, "{" + at + ",'reach':'" + me + ", is : " + me + "'}")
        .record(Topic.RULES, "{" + at + ",'visibility':'" + me + "'}")
        .record(Topic.ERASURES, "{'supporter':'" + me + "','time':'" + me + "'}")
        .record(Topic.ERASURES, "{'supporter':'" + me + "'}")
        .engage("refuge", "a", "11:00:00", me, "like", "'via':'" + me + "'", TOO_LATE);
    return script.mark();
  }

  /** What is told on the way from a mark to another. */
  private static List<Outgoing> told(Run run, int from, int to) throws Exception {
    for (int mark = from; mark <= to; mark++) {
      run.to(mark);
      run.checkpoint();
    }
    return Told.take();
  }

  private static List<String> alerts(List<Outgoing> records) {
    return records.stream()
        .filter(record -> record.topic() == Topic.ALERTS)
        .map(Told::text)
        .sorted()
        .toList();
  }

  @Test
  void noIdentifierLeavesTheParserAndTheResultsAreTheSame() throws Exception {
    List<Outgoing> plain;
    try (Run run = Run.start(folder, script(), PLAIN, null)) {
      plain = told(run, Fans.BEGUN, LAST);
    }
    assertThat(Told.letters(plain)).hasSize(15).anyMatch(letter -> letter.contains(Fans.ME));
    List<Outgoing> records = new ArrayList<>();
    try (Logged logged = new Logged();
        Run run = Run.start(folder, script(), PLAIN.with(new Pseudonyms(KEY)), null)) {
      records.addAll(told(run, Fans.BEGUN, Fans.KNOWN));
      assertNamesNobody(run.checkpoint());
      assertNamesNobody(run.savepoint());
      List<Outgoing> erased = told(run, Fans.GONE, Fans.GONE);
      assertThat(Told.tombstones(erased, Topic.SUPPORTERS))
          .contains("refuge/" + pseudonym(Fans.ME), "marais/" + pseudonym(Fans.ME));
      records.addAll(erased);
      records.addAll(told(run, Fans.IGNORED, LAST));
      assertNamesNobody(run.checkpoint());
      assertThat(logged.lines()).isNotEmpty();
      assertNamesNobody(String.join("\n", logged.lines()), "the log");
    }
    for (Topic topic : Topic.outputs()) {
      assertThat(records).as(topic.wire()).anyMatch(record -> record.topic() == topic);
    }
    records.forEach(record -> assertNamesNobody(Told.text(record), Told.text(record)));
    assertThat(alerts(records))
        .isNotEmpty()
        .isEqualTo(alerts(plain).stream().map(PseudonymTest::replaced).sorted().toList());
    assertThat(Told.letters(records)).hasSize(15);
    assertThat(records)
        .filteredOn(record -> record.topic() == Topic.DEAD_LETTERS)
        .allMatch(letter -> letter.key() == null && letter.value() == null);
  }

  /** Also not the pseudonyms' source: what stands there is what stands for them. */
  private static void assertNamesNobody(String where) throws Exception {
    Snapshot snapshot = Snapshot.of(where);
    for (Snapshot.File file : snapshot.files()) {
      assertNamesNobody(file.bytes(), file.step() + ' ' + file.name());
    }
    assertThat(snapshot.steps(pseudonym(Fans.KEPT))).contains("momentum", "page", "supporter");
  }

  @Test
  void aReplayNamesNobodyEither() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (Topic topic : Topic.inputs()) {
      Files.write(in.resolve(topic.wire() + ".jsonl"), script().of(topic));
    }
    Path plain = folder.resolve("plain");
    Replay.run(InputFolder.of(in, null), plain, 2);
    Path out = folder.resolve("out");
    Replay.run(
        InputFolder.of(in, null), out, 2, Replay.State.ROCKSDB, new Pseudonyms(" " + KEY + "\n"));
    for (Topic topic : Topic.outputs()) {
      String text = Files.readString(out.resolve(topic.wire() + ".jsonl"));
      assertThat(text).as(topic.wire()).isNotEmpty();
      assertNamesNobody(text, topic.wire());
    }
    assertThat(Files.readString(plain.resolve("alerts.jsonl"))).contains(Fans.ME);
    assertThat(Files.readAllLines(out.resolve("alerts.jsonl")))
        .isEqualTo(
            Files.readAllLines(plain.resolve("alerts.jsonl")).stream()
                .map(PseudonymTest::replaced)
                .toList());
  }
}
