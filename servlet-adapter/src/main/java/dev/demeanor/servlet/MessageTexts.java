package dev.demeanor.servlet;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words for messages to people. Called by many threads; must not throw. */
@FunctionalInterface
public interface MessageTexts {

  /** Returns the text of a message in a language, or null when there is none. */
  @Nullable String find(String key, Locale locale);
}
