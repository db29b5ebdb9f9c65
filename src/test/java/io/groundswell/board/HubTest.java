package io.groundswell.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import io.groundswell.label.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What browsers are told, and what those are told who were away. */
class HubTest {
  private static final class Ear implements Hub.Listener {
    final List<byte[]> heard = new ArrayList<>();

    @Override
    public void tell(byte[] events) {
      heard.add(events);
    }

    List<String> events(String kind) {
      return heard.stream()
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .filter(text -> text.contains("event: " + kind + "\n"))
          .toList();
    }
  }

  /** Leaves when it is told for the first time, as a connection that is gone does, and once. */
  private final class Broken implements Hub.Listener {
    private boolean over;

    @Override
    public void tell(byte[] events) {
      if (!over) {
        over = true;
        hub.leave(this);
      }
    }
  }

  private final Store store = new Store(Limits.USUAL, new Labels(null, true));
  private final Hub hub = new Hub(store, () -> "{}", 2);

  private void minute(int n) {
    store.take(Told.record(Topic.POST_MOMENTUM, Told.momentum("p", "x", n * 60_000L, n, n, n)));
    hub.flush();
  }

  private String last() {
    return Told.tree(new String(hub.snapshot().json(), StandardCharsets.UTF_8)).path("id").asText();
  }

  @Test
  void whoComesBackGetsWhatWasMissedAndNothingElse() {
    minute(1);
    String id = last();
    minute(2);
    minute(3);
    Ear ear = new Ear();
    assertThat(hub.join(ear, id)).isTrue();
    minute(4);

    List<String> rows = ear.events("rows");
    assertThat(rows).hasSize(3);
    assertThat(ear.events("reload")).isEmpty();
    for (int i = 0; i < 3; i++) {
      JsonNode row =
          Told.tree(
              rows.get(i)
                  .lines()
                  .filter(l -> l.startsWith("data: "))
                  .findFirst()
                  .orElseThrow()
                  .substring(6));
      assertThat(row.get(0).get(2).path("points").path("o").toString())
          .isEqualTo("[" + (i + 2) + "]");
    }
  }

  @Test
  void whoComesFromAnotherStartOrFromNowhereLoadsEverything() {
    minute(1);
    for (String id : new String[] {null, "", "0000000000-1", "x", last() + "9", "-1"}) {
      Hub alone = new Hub(store, () -> "{}", 2);
      Ear ear = new Ear();
      alone.join(ear, id);
      assertThat(ear.events("reload")).as(id).hasSize(1);
    }
  }

  @Test
  void whoWasAwayForTooLongLoadsEverything() {
    minute(1);
    String id = last();
    for (int i = 2; i < 3000; i++) {
      minute(i);
    }
    Ear ear = new Ear();
    hub.join(ear, id);
    assertThat(ear.events("reload")).hasSize(1);
    assertThat(ear.events("rows")).isEmpty();
  }

  @Test
  void allHearTheSameBytes() {
    Ear one = new Ear();
    Ear two = new Ear();
    hub.join(one, last());
    hub.join(two, last());
    one.heard.clear();
    two.heard.clear();
    minute(1);
    assertThat(one.heard).hasSize(1);
    assertThat(one.heard.get(0)).isSameAs(two.heard.get(0));
  }

  @Test
  void nothingIsSaidWhereNothingChanged() {
    Ear ear = new Ear();
    hub.join(ear, last());
    ear.heard.clear();
    hub.flush();
    assertThat(ear.heard).isEmpty();
  }

  @Test
  void thereIsRoomForSoManyAndWhoLeavesMakesRoom() {
    Ear first = new Ear();
    assertThat(hub.join(first, null)).isTrue();
    assertThat(hub.join(new Ear(), null)).isTrue();
    assertThat(hub.join(new Ear(), null)).isFalse();
    hub.leave(first);
    assertThat(hub.join(new Ear(), null)).isTrue();
  }

  @Test
  void whoseConnectionHasBrokenBeforeTheFirstWordHoldsNoPlace() {
    minute(1);
    for (String id : new String[] {null, last()}) {
      hub.join(new Broken(), id);
      assertThat(hub.listeners()).as(id).isZero();
    }
  }

  @Test
  void whoCannotBeToldBecauseSomethingFailsHoldsNoPlace() {
    Hub failing =
        new Hub(
            store,
            () -> {
              throw new IllegalStateException("no status");
            },
            2);
    assertThatThrownBy(() -> failing.join(new Ear(), null)).hasMessage("no status");
    assertThat(failing.listeners()).isZero();
  }

  @Test
  void theSnapshotIsMadeOnceUntilSomethingChanges() {
    minute(1);
    assertThat(hub.snapshot()).isSameAs(hub.snapshot());
    byte[] before = hub.snapshot().json();
    minute(2);
    assertThat(hub.snapshot().json()).isNotEqualTo(before);
  }
}
