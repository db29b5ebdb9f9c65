/**
 * The board: a small web server that reads the output topics and shows a marketer, live, what
 * people carry.
 *
 * <pre>
 *   topics ─ Feed ─ Store ─ Hub ─┬─ Subscriber ─ browser
 *            reads  newest  one  ├─ Subscriber ─ browser
 *                   state   text └─ ...
 * </pre>
 *
 * <p>{@code Feed} reads what is committed, {@code Store} keeps the newest of every stream within
 * bounds, {@code Hub} makes one text of what has changed and hands it to every browser, {@code
 * BoardServer} is the door. It knows the contract ({@code event}, {@code codec}), and nothing of
 * the job.
 */
package io.groundswell.board;
