package io.groundswell.local.generate;

import io.groundswell.event.Kind;

/** Hears of what really happens, in order of time, before anything is disturbed or left out. */
interface Latent {
  /** All that happens before {@code time} (epoch ms) has been told. */
  void advance(long time);

  /**
   * Somebody engaged with a post.
   *
   * @param post the post's number
   * @param supporter the supporter's number
   * @param kind what they did
   * @param id the engagement's number
   * @param time epoch ms
   * @param audience people, as stated, or {@link Audiences#UNSTATED}
   * @param sponsored whether an ad brought it, labelled or not
   */
  void engaged(
      int post, int supporter, Kind kind, long id, long time, long audience, boolean sponsored);

  /** An engagement was withdrawn at {@code time} (epoch ms). */
  void withdrawn(int post, int supporter, long id, long time);

  /** Hears nothing. */
  Latent NONE =
      new Latent() {
        @Override
        public void advance(long time) {}

        @Override
        public void engaged(
            int post,
            int supporter,
            Kind kind,
            long id,
            long time,
            long audience,
            boolean sponsored) {}

        @Override
        public void withdrawn(int post, int supporter, long id, long time) {}
      };
}
