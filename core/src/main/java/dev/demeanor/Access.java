package dev.demeanor;

import dev.demeanor.spi.store.Block;

/** The answer of the block check. Immutable. */
public sealed interface Access {

  /** Returns whether the request may go on. */
  boolean isAllowed();

  /** No active block. */
  record Allowed() implements Access {

    /** The one instance anybody needs. */
    public static final Allowed INSTANCE = new Allowed();

    @Override
    public boolean isAllowed() {
      return true;
    }
  }

  /**
   * An active block.
   *
   * @param block the block: on the session before the account, the device and the address; of
   *     several on one of them, the one that lasts longest
   */
  record Blocked(Block block) implements Access {
    @Override
    public boolean isAllowed() {
      return false;
    }
  }
}
