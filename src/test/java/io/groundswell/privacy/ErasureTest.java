package io.groundswell.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.job.Settings;
import io.groundswell.time.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes: whom the job has forgotten is in no file of a snapshot, be it erased on each page or on
 * all at once (supporters.md section 6). {@link ErasureResultsTest} says what is told of it.
 */
class ErasureTest {
  private static final Settings SETTINGS = Settings.live(Timing.DEFAULT, 30_000, "");
  private static final List<String> STAYING = List.of(Fans.KEPT, Fans.ALSO);

  /** RocksDB's list of its files, with the first and the last key of each, old ones among them. */
  private static final String MANIFEST = "supporter MANIFEST-*";

  @TempDir Path folder;

  private static void assertForgotten(String where) throws Exception {
    Snapshot snapshot = Snapshot.of(where);
    for (String supporter : Fans.ERASED) {
      assertThat(snapshot.holding(supporter)).as(supporter).isEmpty();
    }
    assertOthersAreThere(snapshot);
  }

  private static void assertOthersAreThere(Snapshot snapshot) {
    for (String supporter : STAYING) {
      assertThat(snapshot.steps(supporter)).as(supporter).contains("supporter", "momentum");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theErasedAreInNoFile(boolean everywhere) throws Exception {
    Script script = Fans.script(everywhere);
    String compacted;
    String canonical;
    try (Run run = Run.start(folder, script, SETTINGS, null)) {
      run.to(Fans.BEGUN);
      run.checkpoint();
      run.to(Fans.KNOWN);
      assertAllAreThere(run.checkpoint());
      assertAllAreThere(run.savepoint());
      run.to(Fans.GONE);
      canonical = run.savepoint();
      assertForgotten(canonical);
      Compacting.compact();
      compacted = run.checkpoint();
      assertOnlyTheManifestNames(Snapshot.of(compacted));
    }
    try (Run run = Run.start(folder, script, SETTINGS, compacted)) {
      run.to(Fans.GONE);
      assertForgotten(run.checkpoint());
    }
    try (Run run = Run.start(folder, script, SETTINGS, canonical)) {
      run.to(Fans.GONE);
      assertForgotten(run.checkpoint());
      assertNoFileNames(run.checkpoints());
      // What comes too late leaves nothing, though nobody knows yet how late it is.
      run.to(Fans.IGNORED);
      assertForgotten(run.savepoint());
      run.to(Fans.BACK);
      Snapshot after = Snapshot.of(run.savepoint());
      assertThat(after.steps(Fans.ME)).containsExactly("momentum", "page", "supporter");
      assertThat(after.holding(Fans.NAMED)).isEmpty();
      assertThat(after.holding(Fans.EARLY)).isEmpty();
    }
  }

  /** What is searched for can be found: in every step that keeps names. */
  private static void assertAllAreThere(String where) throws Exception {
    Snapshot snapshot = Snapshot.of(where);
    assertThat(snapshot.steps(Fans.ME)).containsExactly("momentum", "outcome", "page", "supporter");
    assertThat(snapshot.steps(Fans.NAMED)).containsExactly("supporter");
    assertThat(snapshot.steps(Fans.EARLY)).containsExactly("supporter");
    assertOthersAreThere(snapshot);
  }

  private static void assertOnlyTheManifestNames(Snapshot snapshot) {
    for (String supporter : Fans.ERASED) {
      assertThat(snapshot.holding(supporter)).as(supporter).isSubsetOf(MANIFEST);
    }
    assertOthersAreThere(snapshot);
  }

  /** In the files as they lie there, whoever needs them. */
  private static void assertNoFileNames(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).hasSizeGreaterThan(10);
      for (Path file : files) {
        String bytes = Snapshot.text(Files.readAllBytes(file));
        for (String supporter : Fans.ERASED) {
          assertThat(Snapshot.isIn(bytes, supporter)).as("%s in %s", supporter, file).isFalse();
        }
      }
    }
  }
}
