package dev.demeanor.population;

/**
 * A window of somebody a version does not know, compared with the template of a person: their own
 * or another's. Immutable.
 *
 * @param subject whose template, and of what: for grouping only
 * @param genuine whether it is the person's own
 * @param evidence what it says alone, in nats; 0 when it says nothing
 * @param order its place among those of this subject and origin
 * @param abstained whether it gave no evidence
 */
public record HeldOutWindow(
    String subject, boolean genuine, double evidence, int order, boolean abstained) {

  /** Says nothing about the person. */
  @Override
  public String toString() {
    return "HeldOutWindow[" + (genuine ? "genuine]" : "impostor]");
  }
}
