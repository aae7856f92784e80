package dev.demeanor;

/**
 * Why a session ended. Names are stable: hosts give them to clients and write them to logs. Append,
 * never rename.
 */
public enum SessionEnd {
  /** The host closed it: a sign-out, as a rule. */
  CLOSED,
  /** Nothing was heard of it for too long. */
  IDLE,
  /** Its id was signed in anew by another subject. */
  REPLACED,
  /** It was never observed: the limit of sessions was reached. */
  REFUSED,
  /** The monitor shut down. */
  SHUTDOWN,
  /** Behaviour spoke against the subject; the person may sign in again. */
  DENIED,
  /** A block is on the session. */
  SESSION_BLOCKED,
  /** A block is on the device. */
  DEVICE_BLOCKED,
  /** A block is on the network address. */
  ADDRESS_BLOCKED,
  /** A block is on the account. */
  ACCOUNT_BLOCKED
}
