package dev.demeanor;

import dev.demeanor.subject.SubjectId;
import org.jspecify.annotations.Nullable;

/**
 * Who is exempt from automatic consequences: asked whenever one is about to apply, so that a change
 * holds at once. Operators' blocks hold all the same. Everything is computed and recorded as for
 * anybody else, and the decision says {@code EXEMPT}. Implementations are asked on the request
 * path: they answer from memory. One that throws exempts nobody. Thread-safe.
 */
@FunctionalInterface
public interface Exemptions {

  /**
   * Returns whether somebody is exempt.
   *
   * @param deviceId the host's name of the device, or null
   * @param address the client's network address as the host trusts it, or null
   * @param segment segment of the open session; the default one where none is open
   */
  boolean isExempt(
      SubjectId subject, @Nullable String deviceId, @Nullable String address, String segment);

  /** Returns the exemptions that hold for nobody. */
  static Exemptions none() {
    return (subject, deviceId, address, segment) -> false;
  }
}
