package io.groundswell.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import org.junit.jupiter.api.Test;

class UnreadTest {
  private static final long LEAD = 100;

  private final Unread unread = new Unread();

  @Test
  void aRecordMayFollowWithinTheLeadOfTheOldestUnreadOneOfAnyTopic() {
    Unread.Sent ad = unread.send(Topic.AD_DELIVERY, 1_000);
    Unread.Sent like = unread.send(Topic.ENGAGEMENTS, 1_050);
    unread.acknowledge(ad, 7);
    unread.acknowledge(like, 3);

    assertThat(unread.mayFollow(1_100, LEAD)).isTrue();
    assertThat(unread.mayFollow(1_101, LEAD)).isFalse();

    unread.read(Topic.AD_DELIVERY, 8);
    assertThat(unread.mayFollow(1_150, LEAD)).isTrue();
    assertThat(unread.mayFollow(1_151, LEAD)).isFalse();

    unread.read(Topic.ENGAGEMENTS, 4);
    assertThat(unread.isEmpty()).isTrue();
    assertThat(unread.mayFollow(Long.MAX_VALUE, LEAD)).isTrue();
  }

  @Test
  void aPositionIsTheFirstRecordThatMayBeUnread() {
    Unread.Sent like = unread.send(Topic.ENGAGEMENTS, 1_000);
    unread.acknowledge(like, 5);

    unread.read(Topic.ENGAGEMENTS, 5);

    assertThat(unread.isEmpty()).isFalse();
  }

  @Test
  void whatTheBrokerHasNotAcknowledgedIsUnread() {
    unread.send(Topic.ENGAGEMENTS, 1_000);

    unread.read(Topic.ENGAGEMENTS, Long.MAX_VALUE);

    assertThat(unread.isEmpty()).isFalse();
  }

  @Test
  void othersMayWriteToTheTopicsToo() {
    Unread.Sent like = unread.send(Topic.ENGAGEMENTS, 1_000);
    unread.acknowledge(like, 42);

    unread.read(Topic.ENGAGEMENTS, 42);
    assertThat(unread.isEmpty()).isFalse();

    unread.read(Topic.ENGAGEMENTS, 43);
    assertThat(unread.isEmpty()).isTrue();
  }
}
