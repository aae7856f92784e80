package dev.demeanor.servlet;

import org.jspecify.annotations.Nullable;

/** The latest nonces of one session, and digests of the latest batches. Thread-safe. */
final class NonceRing {

  /** What a nonce that a batch came with is worth. */
  enum State {
    /** Given to this session, not used before, not expired; used from now on. */
    FRESH,
    /** Used before: the batch it came with was taken. */
    USED,
    /** Expired, forgotten, or never given to this session. */
    UNKNOWN
  }

  /** One for each page that is open at once, with some room for what gets lost. */
  private static final int NONCES = 16;

  private static final int BATCHES = 64;

  private final @Nullable String[] nonces = new @Nullable String[NONCES];
  private final long[] givenNanos = new long[NONCES];
  private final boolean[] used = new boolean[NONCES];
  private final long[] digests = new long[BATCHES];
  private int nextNonce;
  private int nextDigest;

  synchronized void give(String nonce, long nowNanos) {
    nonces[nextNonce] = nonce;
    givenNanos[nextNonce] = nowNanos;
    used[nextNonce] = false;
    nextNonce = (nextNonce + 1) % NONCES;
  }

  synchronized State use(String nonce, long nowNanos, long lifeNanos) {
    for (int i = 0; i < NONCES; i++) {
      if (nonce.equals(nonces[i])) {
        if (used[i]) {
          return State.USED;
        }
        used[i] = true;
        return nowNanos - givenNanos[i] <= lifeNanos ? State.FRESH : State.UNKNOWN;
      }
    }
    return State.UNKNOWN;
  }

  /** Notes the digest of a batch; returns whether it is there already. */
  synchronized boolean isRepeated(long digest) {
    for (long known : digests) {
      if (known == digest) {
        return true;
      }
    }
    digests[nextDigest] = digest;
    nextDigest = (nextDigest + 1) % BATCHES;
    return false;
  }
}
