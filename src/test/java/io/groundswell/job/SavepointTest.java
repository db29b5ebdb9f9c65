package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Alert;
import io.groundswell.event.Alert.Status;
import io.groundswell.event.PostMomentum;
import io.groundswell.event.Profile;
import io.groundswell.fixture.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint that version 1 wrote goes on, wherever it lies. */
class SavepointTest {
  private static final Path V1 = Path.of("src/test/resources/savepoints/v1");

  @TempDir Path folder;

  @Test
  void savepointOfVersionOneGoesOnWithItsAlertItsRulesAndItsProfiles() throws Exception {
    Path savepoint = folder.resolve("moved");
    Files.createDirectories(savepoint);
    Files.copy(V1.resolve("_metadata"), savepoint.resolve("_metadata"));
    SavepointFixture.build(SavepointFixture.environment(savepoint)).getJobExecutionResult().get();
    assertAlerts(Collecting.take("alerts", Alert.class));
    assertProfiles(Collecting.take("profiles", Profile.class));
    List<PostMomentum> momentum = Collecting.take("momentum", PostMomentum.class);
    assertThat(momentum.get(0).at()).isEqualTo(Given.at("10:21:00"));
    assertThat(momentum.get(momentum.size() - 1).evaluated()).isFalse();
  }

  private static void assertAlerts(List<Alert> alerts) {
    assertThat(alerts).extracting(Alert::status).containsExactly(Status.CLOSED);
    Alert closed = alerts.get(0);
    long opened = Given.at("10:00:20");
    assertThat(closed.opened()).isEqualTo(opened);
    assertThat(closed.id()).isEqualTo("page/post/organic-surpasses-sponsored/" + opened);
    // Withdrawn at the end 10:30:10; the rule that was restored asks for seven slice ends.
    assertThat(closed.at()).isEqualTo(Given.at("10:31:10"));
    assertThat(closed.organic().reach()).isEqualTo(50);
    assertThat(closed.peakRatio()).isGreaterThan(closed.ratio());
    assertThat(closed.sponsored().asOf()).isEqualTo(Given.at("10:00:00"));
    assertThat(closed.topSupporters())
        .containsExactly(new Alert.TopSupporter("s20", 50, io.groundswell.event.Kind.SHARE));
  }

  private static void assertProfiles(List<Profile> profiles) {
    List<Profile> known =
        profiles.stream().filter(p -> p.known() && !p.supporter().equals("s20")).toList();
    assertThat(known).hasSize(20);
    assertThat(known).allMatch(p -> p.firstSeen() == Given.at("10:00:05") && p.day().shares() == 0);
    assertThat(profiles.stream().filter(p -> !p.known())).hasSize(21);
  }
}
