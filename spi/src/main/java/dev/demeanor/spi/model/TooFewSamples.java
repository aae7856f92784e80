package dev.demeanor.spi.model;

/**
 * There was too little to train from, and nothing was trained. Immutable.
 *
 * @param what what there is too little of, for instance {@code genuine windows}
 * @param present how many there were
 * @param least how many it takes
 */
public record TooFewSamples(String what, int present, int least) implements TrainingOutcome {

  /** Returns a sentence that names the rule, the value and the remedy. */
  public String message() {
    return "training takes at least " + least + " " + what + ", had " + present + "; record more";
  }
}
