package dev.demeanor.spi;

/**
 * Stored bytes are damaged, truncated or of a format version this library does not know. Carries no
 * contents.
 */
public final class CorruptStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception that says what was expected and what was there. */
  public CorruptStateException(String message) {
    super(message);
  }
}
