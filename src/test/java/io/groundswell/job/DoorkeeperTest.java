package io.groundswell.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who comes again soon is let in, who comes once is not. */
class DoorkeeperTest {
  @Test
  void letsInWhoComesAgainSoon() {
    Doorkeeper door = new Doorkeeper(1 << 10);
    for (int i = 0; i < 100; i++) {
      assertThat(door.admits("9:page" + i)).isFalse();
    }
    int again = 0;
    for (int i = 0; i < 100; i++) {
      again += door.admits("9:page" + i) ? 1 : 0;
    }
    // Some have been overwritten by others of the hundred.
    assertThat(again).isGreaterThan(80);
  }

  @Test
  void doesNotLetInCrowdsThatComeOnceInALongWhile() {
    Doorkeeper door = new Doorkeeper(1 << 10);
    int in = 0;
    for (int time = 0; time < 3; time++) {
      for (int i = 0; i < 100_000; i++) {
        in += door.admits("9:page-supporter-" + i) ? 1 : 0;
      }
    }
    assertThat(in).isLessThan(3_000);
  }

  @Test
  void openItLetsEverybodyIn() {
    assertThat(Doorkeeper.OPEN.admits("anybody")).isTrue();
  }
}
