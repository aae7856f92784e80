package dev.demeanor.servlet;

import dev.demeanor.message.Messages;
import java.util.Locale;

/**
 * The words for people, by language. {@code Messages::of} are those that come with Demeanor. Called
 * by many threads; must not throw.
 */
@FunctionalInterface
public interface MessageTexts {

  /** Returns the texts of a language, or of the nearest that there is. */
  Messages of(Locale locale);
}
