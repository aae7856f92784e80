package dev.demeanor.spi.store;

import org.jspecify.annotations.Nullable;

/**
 * A store or sink could not do what it was asked: it is down, slow or full. Never carries contents.
 */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception that says what could not be done. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
