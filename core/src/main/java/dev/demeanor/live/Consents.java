package dev.demeanor.live;

import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * How a withdrawn consent stands in the template store: under a hash of the account, so that an
 * erasure, which removes everything under the account, leaves it standing and no name with it. Not
 * a keyed hash: it must be found after a restart, also where no key is configured.
 */
final class Consents {

  /** Under which withdrawals are stored. */
  static final Source SOURCE = new Source(new Modality("consent"), "withdrawn", 0);

  private static final int FORMAT = 1;
  private static final String NONE = "0".repeat(64);

  private Consents() {}

  /** Returns where a subject's withdrawal is stored. */
  static TemplateKey key(SubjectId subject) {
    String text = "demeanor consent\0" + subject.tenant() + '\0' + subject.account();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      SubjectId stands =
          new SubjectId(subject.tenant(), "sha256:" + HexFormat.of().formatHex(hash));
      return new TemplateKey(stands, SOURCE, DeviceClass.UNKNOWN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

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
