package dev.demeanor.spi.model;

import org.jspecify.annotations.Nullable;

/** Bytes that are no model the backend can score. */
public final class ModelLoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception that says what is wrong with the bytes. */
  public ModelLoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
