package dev.demeanor.spi.store;

/**
 * A store or sink that works refuses this one thing: a value that it cannot hold, a key that is not
 * there. Asking again changes nothing before somebody mends the cause. What else is asked for is
 * done as before, so it counts against no circuit breaker and keeps nothing else waiting. Never
 * carries contents.
 */
public final class RefusedException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception that says what is refused, by which rule. */
  public RefusedException(String message) {
    super(message, null);
  }
}
