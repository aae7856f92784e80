package dev.demeanor.spring.web;

import dev.demeanor.message.Messages;
import dev.demeanor.servlet.MessageTexts;
import dev.demeanor.spring.InvalidConfigurationException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which language people are told. */
final class Texts {

  /** Languages that come with Demeanor. */
  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es");

  private Texts() {}

  /** Returns the texts of a locale, or those of each request when it is null. */
  static MessageTexts of(@Nullable Locale locale) {
    if (locale == null) {
      return Messages::of;
    }
    if (!LANGUAGES.contains(locale.getLanguage())) {
      throw new InvalidConfigurationException(
          "demeanor.web.locale",
          "must be of one of the languages " + LANGUAGES + ", was \"" + locale + "\"",
          "Name one of these, or make a MessageTexts bean with texts of your own.",
          null);
    }
    Messages always = Messages.of(locale);
    return asked -> always;
  }
}
