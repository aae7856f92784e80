package dev.demeanor.store.jdbc;

/** A row with the same key is there already; the transaction was rolled back. */
final class DuplicateKey extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DuplicateKey() {
    super("a row with this key is there already", null, false, false);
  }
}
