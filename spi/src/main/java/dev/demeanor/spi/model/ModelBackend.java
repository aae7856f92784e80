package dev.demeanor.spi.model;

/**
 * Turns verified bytes into a scorer. Core checks size, digest, signature and schema before it
 * hands bytes over; a backend still treats them as untrusted: rule <b>MB-5</b>, bytes it cannot use
 * are a {@link ModelLoadException} that says why, and nothing outside the given bytes is ever read.
 * Thread-safe.
 */
public interface ModelBackend {

  /** Returns the name of the provider that opened it. */
  String name();

  /**
   * Loads a model.
   *
   * @throws ModelLoadException if the bytes are no model this backend can score, or its input is
   *     not the descriptor's
   */
  VectorScorer load(ModelDescriptor descriptor, byte[] verified);
}
