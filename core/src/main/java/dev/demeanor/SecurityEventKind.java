package dev.demeanor;

/**
 * What a security event is about. Names are stable: they stand in stores as {@code kind}. Append,
 * never rename. Kinds that begin with {@code WOULD} are of SHADOW and touched nobody.
 */
public enum SecurityEventKind {
  /** A session came to DENY and ended; no block. */
  SESSION_DENIED,
  /** A session was blocked. */
  SESSION_BLOCKED,
  /** A device was blocked. */
  DEVICE_BLOCKED,
  /** An account was blocked. */
  ACCOUNT_BLOCKED,
  /** A session would have been denied. */
  WOULD_DENY_SESSION,
  /** A session would have been blocked. */
  WOULD_BLOCK_SESSION,
  /** A device would have been blocked. */
  WOULD_BLOCK_DEVICE,
  /** An account would have been blocked. */
  WOULD_BLOCK_ACCOUNT,
  /** A challenge was failed. */
  CHALLENGE_FAILED,
  /** A sign-in factor failed too often and is refused for a time. */
  FACTOR_REFUSED,
  /** A sign-in factor would have been refused. */
  WOULD_REFUSE_FACTOR,
  /** A template moved as far as it may by itself; told once a session. */
  ADAPTATION_STOPPED
}
