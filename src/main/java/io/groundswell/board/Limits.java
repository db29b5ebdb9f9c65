package io.groundswell.board;

/**
 * How much the board keeps: beyond it, what matters least goes.
 *
 * @param posts live posts, the newest; also so many texts of posts
 * @param supporters profiles, nano-influencers and high scores first
 * @param alerts the newest; each with its curve
 * @param outcomes the newest
 * @param days rows of pages, the newest days
 * @param cohorts the newest days
 * @param letters dead letters, the newest
 * @param browsers open at a time
 */
record Limits(
    int posts,
    int supporters,
    int alerts,
    int outcomes,
    int days,
    int cohorts,
    int letters,
    int browsers) {
  /** What is documented in docs/board.md. */
  static final Limits USUAL = new Limits(20_000, 3_000, 500, 2_000, 2_000, 2_000, 100, 2_000);
}
