package dev.demeanor.spring;

import org.jspecify.annotations.Nullable;

/** A property says something that cannot be. The start of the application fails with it. */
public final class InvalidConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String property;
  private final String remedy;

  /**
   * Makes one.
   *
   * @param property full name of the property
   * @param rule what has to hold, and what was found; never a secret
   * @param remedy what to do
   * @param cause what found it, or null
   */
  public InvalidConfigurationException(
      String property, String rule, String remedy, @Nullable Throwable cause) {
    super(property + ": " + rule, cause);
    this.property = property;
    this.remedy = remedy;
  }

  /** Returns the full name of the property. */
  public String property() {
    return property;
  }

  /** Returns what to do. */
  public String remedy() {
    return remedy;
  }
}
