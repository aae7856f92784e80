package dev.demeanor.live;

import dev.demeanor.evidence.JointEvidence;
import dev.demeanor.trust.TrustState;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a session would stand, had a candidate decided from its beginning. Used by one task at a
 * time.
 */
final class ShadowTrust {

  final Candidate candidate;
  final TrustState trust;
  private final Map<Integer, JointEvidence> joint = new HashMap<>();
  private final Map<Integer, Double> standing = new HashMap<>();

  ShadowTrust(Candidate candidate, int modalities) {
    this.candidate = candidate;
    this.trust = new TrustState(modalities);
  }

  /** Old credit of sources whose windows run fades as trust's own does. */
  void fade(double kept) {
    standing.replaceAll((source, value) -> value > 0 ? value * kept : value);
  }

  /** Returns what a window adds to the evidence of its source, as in a session's own state. */
  double joined(int source, double alone, double correlation, boolean running) {
    if (running) {
      Double before = standing.put(source, alone);
      return before == null ? alone : alone - before;
    }
    return joint.computeIfAbsent(source, any -> new JointEvidence()).add(alone, correlation);
  }
}
