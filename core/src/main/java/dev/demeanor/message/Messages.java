package dev.demeanor.message;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one locale: English, German, French and Spanish are there, any other is told in
 * English. Texts take two arguments: {@code {0}} the reference under which support finds the case,
 * {@code {1}} how many minutes are left, at least 1. Immutable; thread-safe.
 */
public final class Messages {

  private static final String BUNDLE = "dev.demeanor.message.messages";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ResourceBundle texts;
  private final @Nullable ResourceBundle own;

  private Messages(Locale locale, @Nullable ResourceBundle own) {
    this.locale = locale;
    this.own = own;
    this.texts = bundle(locale);
  }

  /** Not the machine's own language but English stands in for one that is not there. */
  private static ResourceBundle bundle(Locale locale) {
    if (Messages.class.getModule().isNamed()) { // a control is for the class path only
      ResourceBundle found = ResourceBundle.getBundle(BUNDLE, locale, Messages.class.getModule());
      return found.getLocale().getLanguage().equals(locale.getLanguage())
          ? found
          : ResourceBundle.getBundle(BUNDLE, Locale.ROOT, Messages.class.getModule());
    }
    return ResourceBundle.getBundle(BUNDLE, locale, Messages.class.getClassLoader(), NO_FALLBACK);
  }

  /** Returns the texts of a locale. */
  public static Messages of(Locale locale) {
    return new Messages(locale, null);
  }

  /**
   * Returns the texts of a locale, each replaced by the host's own where the host has one under the
   * same key.
   *
   * @param own the host's texts of this locale
   */
  public static Messages of(Locale locale, ResourceBundle own) {
    return new Messages(locale, own);
  }

  /**
   * Returns what to tell.
   *
   * @param reference id under which support finds the case, for instance that of the decision or
   *     the block
   * @param left how long until it ends; zero when it has no end
   */
  public String text(MessageKey key, String reference, Duration left) {
    String pattern =
        own != null && own.containsKey(key.key())
            ? own.getString(key.key())
            : texts.getString(key.key());
    long minutes = Math.max(1, (left.toSeconds() + 59) / 60);
    return new MessageFormat(pattern, locale).format(new Object[] {reference, minutes});
  }
}
