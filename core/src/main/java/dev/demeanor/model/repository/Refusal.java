package dev.demeanor.model.repository;

import dev.demeanor.model.Gate;
import dev.demeanor.model.GateException;
import dev.demeanor.model.GateFailure;
import dev.demeanor.model.ModelVersion;
import java.util.List;

/** Says at which gate a version failed, and what was found there. Stateless. */
final class Refusal {

  private Refusal() {}

  static void fail(ModelVersion version, Gate gate, String finding) {
    throw of(version, gate, finding);
  }

  static GateException of(ModelVersion version, Gate gate, String finding) {
    return new GateException(version.id(), List.of(new GateFailure(gate, finding)));
  }
}
