package dev.demeanor.message;

import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.store.Block;
import java.util.Optional;

/**
 * What a person is told. Keys are stable: hosts translate by them. Append, never rename.
 *
 * <p>Before sign-in nobody has shown who they are: {@link #SIGN_IN_REFUSED} and {@link
 * #FACTOR_REFUSED} say neither whether the account exists nor what is on it. After sign-in the
 * others say what happened and what to do.
 */
public enum MessageKey {
  /** Please confirm with another factor. */
  CHALLENGE("demeanor.challenge"),
  /** The session was ended; sign in again. */
  SESSION_ENDED("demeanor.session.ended"),
  /** The session is blocked for a time. */
  SESSION_BLOCKED("demeanor.session.blocked"),
  /** The device is blocked for a time. */
  DEVICE_BLOCKED("demeanor.device.blocked"),
  /** The network address is blocked for a time. */
  ADDRESS_BLOCKED("demeanor.address.blocked"),
  /** The account is blocked for a time. */
  ACCOUNT_BLOCKED("demeanor.account.blocked"),
  /** Something that is needed does not answer; try again. */
  UNAVAILABLE("demeanor.unavailable"),
  /** Before sign-in: not possible now. */
  SIGN_IN_REFUSED("demeanor.signin.refused"),
  /** Before sign-in: too many attempts of this kind; try later or sign in another way. */
  FACTOR_REFUSED("demeanor.factor.refused");

  private final String key;

  MessageKey(String key) {
    this.key = key;
  }

  /** Returns the key in resource bundles. */
  public String key() {
    return key;
  }

  /** Returns what to tell after a decision; empty when the request goes on. */
  public static Optional<MessageKey> of(Decision decision) {
    if (decision.verdict() == Verdict.ALLOW) {
      return Optional.empty();
    }
    if (decision.consequence() == Consequence.CHALLENGE) {
      return Optional.of(CHALLENGE);
    }
    if (decision.has(ReasonCode.BLOCKED)) {
      return Optional.of(SESSION_BLOCKED);
    }
    return Optional.of(
        switch (decision.consequence()) {
          case BLOCK_SESSION -> SESSION_BLOCKED;
          case BLOCK_DEVICE -> DEVICE_BLOCKED;
          case BLOCK_ACCOUNT -> ACCOUNT_BLOCKED;
          default -> decision.has(ReasonCode.TRUST_BELOW_CHALLENGE) ? SESSION_ENDED : UNAVAILABLE;
        });
  }

  /**
   * Returns what to tell somebody whom a block keeps out.
   *
   * @param signedIn whether they have shown who they are
   */
  public static MessageKey of(Block block, boolean signedIn) {
    if (!signedIn) {
      return SIGN_IN_REFUSED;
    }
    return switch (block.target().kind()) {
      case SESSION -> SESSION_BLOCKED;
      case DEVICE -> DEVICE_BLOCKED;
      case ADDRESS -> ADDRESS_BLOCKED;
      case ACCOUNT -> ACCOUNT_BLOCKED;
    };
  }
}
