package dev.demeanor.spi.store;

import org.jspecify.annotations.Nullable;

/**
 * A store or sink could not do what it was asked: it is down, slow or full; or, as a {@link
 * RefusedException}, it works and refuses this one thing. Never carries contents.
 */
public sealed class StoreException extends RuntimeException permits RefusedException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception that says what could not be done. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
