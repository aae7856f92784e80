package dev.demeanor;

import java.time.Instant;

/** Whether a sign-in factor of an account may be tried. Immutable. */
public sealed interface FactorAccess {

  /** Returns whether it may be tried. */
  boolean isAllowed();

  /** It may be tried. */
  record Allowed() implements FactorAccess {

    /** The one instance anybody needs. */
    public static final Allowed INSTANCE = new Allowed();

    @Override
    public boolean isAllowed() {
      return true;
    }
  }

  /**
   * It failed too often and is refused; other factors of the account are not.
   *
   * @param until until when
   */
  record Refused(Instant until) implements FactorAccess {
    @Override
    public boolean isAllowed() {
      return false;
    }
  }
}
