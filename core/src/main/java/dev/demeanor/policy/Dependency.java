package dev.demeanor.policy;

import dev.demeanor.decision.ReasonCode;

/** Something that decisions depend on and that may not answer. Append, never rename. */
public enum Dependency {
  /** Templates and presence profiles. */
  TEMPLATES(ReasonCode.TEMPLATES_UNAVAILABLE),
  /** The audit sink with its spool. */
  AUDIT(ReasonCode.NOT_DURABLE),
  /** The block store: while it is away, blocks made elsewhere are not seen. */
  BLOCKS(ReasonCode.BLOCKS_UNAVAILABLE),
  /** The store of security events. */
  EVENTS(ReasonCode.EVENTS_UNAVAILABLE),
  /** The store of samples. */
  SAMPLES(ReasonCode.SAMPLES_UNAVAILABLE),
  /** Model backends and the store of models. */
  MODELS(ReasonCode.MODELS_UNAVAILABLE);

  private final ReasonCode reason;

  Dependency(ReasonCode reason) {
    this.reason = reason;
  }

  /** Returns the reason that decisions made without it bear. */
  public ReasonCode reason() {
    return reason;
  }
}
