package dev.demeanor.live;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import java.time.Instant;

/**
 * What of a withdrawn consent stands in the template store, under {@link
 * dev.demeanor.enrolment.PrivacyNotes}.
 */
final class Consents {

  private static final int FORMAT = 1;
  private static final String NONE = "0".repeat(64);

  private Consents() {}

  /** Returns the stored form of a withdrawal. */
  static Template withdrawal(TemplateKey key, Instant at) {
    byte[] payload = new StateWriter().putInt(FORMAT).toByteArray();
    return new Template(key, 0, "consent", NONE, 0, at, payload);
  }

  /**
   * Checks the stored form.
   *
   * @throws CorruptStateException if it is damaged or of an unknown format version
   */
  static void check(Template template) {
    StateReader in = new StateReader(template.payload());
    in.getInt("consent format", FORMAT, FORMAT);
    in.expectEnd();
  }
}
