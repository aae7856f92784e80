package dev.demeanor.spi.store;

import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.util.Objects;

/**
 * Whom or what a block keeps out. Immutable; {@code toString} shows only the kind.
 *
 * @param kind what the value names
 * @param tenant the tenant
 * @param value session id, device id, account or address
 */
public record BlockTarget(Kind kind, String tenant, String value) {

  /** What a block can be about, narrowest first. */
  public enum Kind {
    /** One signed-in session. */
    SESSION,
    /** One device, as the host names it. */
    DEVICE,
    /** One network address. */
    ADDRESS,
    /** The whole account. */
    ACCOUNT
  }

  /** Checks the parts. */
  public BlockTarget {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("block target must not be blank");
    }
  }

  /** Returns the account of a subject as a target. */
  public static BlockTarget account(SubjectId subject) {
    return new BlockTarget(Kind.ACCOUNT, subject.tenant(), subject.account());
  }

  /** Returns a session of a tenant as a target. */
  public static BlockTarget session(String tenant, SessionId session) {
    return new BlockTarget(Kind.SESSION, tenant, session.value());
  }

  /** Returns a device of a tenant as a target. */
  public static BlockTarget device(String tenant, String deviceId) {
    return new BlockTarget(Kind.DEVICE, tenant, deviceId);
  }

  /** Returns a network address as seen by a tenant as a target. */
  public static BlockTarget address(String tenant, String address) {
    return new BlockTarget(Kind.ADDRESS, tenant, address);
  }

  @Override
  public String toString() {
    return "BlockTarget[" + kind + "]";
  }
}
