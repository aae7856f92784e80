package dev.demeanor.models.onnx;

/** Bytes break a rule; the message names it. Becomes a {@code ModelLoadException} at the border. */
final class OnnxRuleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String rule;

  OnnxRuleException(String rule) {
    super(rule);
    this.rule = rule;
  }

  /** Returns which rule, with the value that broke it. */
  String rule() {
    return rule;
  }
}
