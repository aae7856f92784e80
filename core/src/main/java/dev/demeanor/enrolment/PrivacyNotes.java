package dev.demeanor.enrolment;

import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the template store notes what a subject asked for: that consent is withdrawn, or that an
 * erasure is not complete. A note stands under a hash of the account, so that an erasure, which
 * removes everything under the account, leaves it standing and no name with it. Not a keyed hash:
 * it must be found after a restart, also where no key is configured. Stateless.
 */
public final class PrivacyNotes {

  /** Under which withdrawals are stored. */
  public static final Source WITHDRAWN = new Source(new Modality("consent"), "withdrawn", 0);

  /** Under which erasures that are not complete are stored, whosever they are. */
  public static final SubjectId ERASURES = new SubjectId("demeanor", "pending-erasures");

  private static final Modality ERASURE = new Modality("erasure");
  private static final int NAME = 40;

  private PrivacyNotes() {}

  /** Returns where a subject's withdrawal is stored. */
  public static TemplateKey withdrawal(SubjectId subject) {
    SubjectId stands = new SubjectId(subject.tenant(), "sha256:" + hash(subject));
    return new TemplateKey(stands, WITHDRAWN, DeviceClass.UNKNOWN);
  }

  /** Returns where a subject's erasure is stored until it is complete. */
  public static TemplateKey erasure(SubjectId subject) {
    String hash = hash(subject);
    String name = "h" + hash.substring(hash.length() - NAME);
    return new TemplateKey(ERASURES, new Source(ERASURE, name, 0), DeviceClass.UNKNOWN);
  }

  /**
   * Returns whether what is kept of a subject may be learned from: neither note is there. It takes
   * no key to see notes that are encrypted.
   *
   * @throws dev.demeanor.spi.store.StoreException if the store does not answer
   */
  public static boolean allowLearning(TemplateStore templates, SubjectId subject) {
    return templates.find(withdrawal(subject)).isEmpty()
        && templates.find(erasure(subject)).isEmpty();
  }

  private static String hash(SubjectId subject) {
    String text = "demeanor consent\0" + subject.tenant() + '\0' + subject.account();
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
