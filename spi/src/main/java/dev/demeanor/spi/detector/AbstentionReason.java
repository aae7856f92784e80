package dev.demeanor.spi.detector;

/**
 * Why there is no evidence. An abstention adds nothing to trust; it is never counted as a neutral
 * half.
 */
public enum AbstentionReason {
  /** The subject has too few samples. */
  COLD_START,
  /** Too little of the window is present to say anything. */
  NO_DATA,
  /**
   * The window is not of the kind the template was learned from, for instance another number of
   * keys.
   */
  UNSUPPORTED_INPUT,
  /** The template or model could not be read. */
  MODEL_UNAVAILABLE
}
