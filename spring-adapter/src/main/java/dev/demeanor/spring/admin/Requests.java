package dev.demeanor.spring.admin;

import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what operators send; what breaks a rule is an {@link InvalidRequestException}. */
final class Requests {

  private static final int MOST_TEXT = 1_000;

  private Requests() {}

  /** Returns a text that has to say something. */
  static String text(String field, @Nullable String text) {
    if (text == null || text.isBlank() || text.length() > MOST_TEXT) {
      throw new InvalidRequestException(
          field, "must have 1 to " + MOST_TEXT + " characters and not be blank");
    }
    return text;
  }

  /** Returns a number of entries. */
  static int limit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new InvalidRequestException("limit", "must be 1 to " + most);
    }
    return limit;
  }

  /** Returns a word of a list, in either case; null for null. */
  static <E extends Enum<E>> @Nullable E word(Class<E> kind, String field, @Nullable String word) {
    if (word == null) {
      return null;
    }
    for (E constant : kind.getEnumConstants()) {
      if (constant.name().equals(word.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new InvalidRequestException(field, "must be one of " + List.of(kind.getEnumConstants()));
  }

  static SubjectId subject(String tenant, String account) {
    try {
      return new SubjectId(tenant, account);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("account", "must have 1 to 256 characters, not all blank");
    }
  }

  /** Returns the place of an event in a list as one word. */
  static String cursor(SecurityEvent.Position position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((position.at() + "|" + position.id()).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the place that such a word names; null for null. */
  static SecurityEvent.@Nullable Position position(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String read = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int bar = read.indexOf('|');
      return new SecurityEvent.Position(
          Instant.parse(read.substring(0, bar)), read.substring(bar + 1));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidRequestException("after", "must be the \"next\" of the page before");
    }
  }
}
