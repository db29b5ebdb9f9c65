package io.groundswell.notify;

/** One way to people. It has a ledger, and a place in the topic, of its own. */
interface Channel {
  /** Its name in keys, groups and transactions. */
  String name();

  /** Takes up what the ledger remembers. */
  void begin(Ledger ledger) throws InterruptedException;

  /**
   * Takes a word that is news to the ledger. The ledger already stands behind the record: what is
   * committed from here on says that it was dealt with.
   *
   * @param written when the record was written, epoch milliseconds
   */
  void take(Word word, long written) throws InterruptedException;

  /**
   * Does what is due now.
   *
   * @param idle whether there was nothing to read
   */
  void tick(boolean idle) throws InterruptedException;
}
