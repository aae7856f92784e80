package dev.demeanor;

import java.util.List;

/**
 * What an erasure removed. Immutable.
 *
 * @param templates how many templates
 * @param samples how many samples
 * @param securityEvents how many security events
 * @param pending names of the stores that failed and are asked again, for instance {@code samples};
 *     empty when all is done
 */
public record Erasure(int templates, int samples, int securityEvents, List<String> pending) {

  /** Copies the list. */
  public Erasure {
    pending = List.copyOf(pending);
  }

  /** Returns whether nothing is left to erase. */
  public boolean isComplete() {
    return pending.isEmpty();
  }
}
