package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.audit.AuditRecord;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes and checks anchors of a chain. Stateless. */
final class Anchors {

  static final String ALGORITHM = "Ed25519";

  private Anchors() {}

  /** Makes an anchor for a chain that has come as far as a record. */
  static AuditRecord.Anchored of(
      AuditChain chain, long upTo, String head, Instant at, String occasion) {
    AnchorKey key = chain.key();
    String signature = null;
    if (key != null) {
      try {
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(key.key());
        signer.update(signed(chain.node(), upTo, head, at, occasion, key.id()));
        signature = Base64.getEncoder().encodeToString(signer.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("anchor key " + key.id() + " does not sign any more", e);
      }
    }
    return new AuditRecord.Anchored(
        "anchor-" + chain.node() + "-" + upTo + "-" + head.substring(0, 16),
        at,
        chain.node(),
        upTo,
        head,
        occasion,
        key == null ? null : key.id(),
        signature);
  }

  /** Returns whether an anchor was signed with the private half of this key. */
  static boolean isSigned(AuditRecord.Anchored anchor, PublicKey key) {
    String signature = anchor.signature();
    String keyId = anchor.keyId();
    if (signature == null || keyId == null) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(
          signed(
              anchor.node(), anchor.upTo(), anchor.head(), anchor.at(), anchor.occasion(), keyId));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] signed(
      String node, long upTo, String head, Instant at, String occasion, @Nullable String keyId) {
    return String.join(
            "\n",
            "demeanor audit anchor 1",
            node,
            Long.toString(upTo),
            head,
            at.toString(),
            occasion,
            keyId)
        .getBytes(UTF_8);
  }
}
