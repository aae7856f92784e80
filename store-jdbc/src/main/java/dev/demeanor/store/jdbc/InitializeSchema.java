package dev.demeanor.store.jdbc;

import java.util.Locale;

/** Whether opening a store may create the tables or upgrade them; never is it a downgrade. */
public enum InitializeSchema {
  /** Only in H2 inside this process. The default. */
  EMBEDDED,
  /** In any database. */
  ALWAYS,
  /** Not at all: somebody runs the scripts. */
  NEVER;

  /**
   * Returns the value of this name, in either case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static InitializeSchema of(String name) {
    for (InitializeSchema value : values()) {
      if (value.name().equalsIgnoreCase(name.trim())) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "initialize-schema must be embedded, always or never, was \"" + name + "\"");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
