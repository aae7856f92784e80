package dev.demeanor.wire;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to tell a person. Immutable.
 *
 * @param key names the message in every language
 * @param text the message in the language of the request, or null when there is none
 */
public record Message(String key, @Nullable String text) {

  private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9.-]{0,63}");

  /** Checks the key. */
  public Message {
    Objects.requireNonNull(key, "key");
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("message key must match " + KEY + ", was \"" + key + "\"");
    }
  }
}
