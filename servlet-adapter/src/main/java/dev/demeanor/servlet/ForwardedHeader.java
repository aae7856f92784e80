package dev.demeanor.servlet;

/**
 * The header in which trusted proxies say whom they speak for. One, not both: a proxy that writes
 * one of them passes on what a client wrote into the other.
 */
public enum ForwardedHeader {
  /** {@code X-Forwarded-For} with {@code X-Forwarded-Proto}. */
  X_FORWARDED,
  /** {@code Forwarded}, RFC 7239. */
  FORWARDED
}
