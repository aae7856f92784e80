package dev.demeanor.models.onnx;

/** Bytes break a rule; the message names it. Becomes a {@code ModelLoadException} at the border. */
final class OnnxRuleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OnnxRuleException(String message) {
    super(message);
  }
}
