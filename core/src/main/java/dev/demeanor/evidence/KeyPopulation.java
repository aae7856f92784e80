package dev.demeanor.evidence;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.PopulationModel;

/**
 * What the free-text detector learns of background people.
 *
 * @param weights of the terms of {@link KeyTerms}, then the intercept
 */
record KeyPopulation(
    int subjects,
    KeyHistogramConstants constants,
    KeyTimingSpreads spreads,
    KeyShares shares,
    KeySpace space,
    double[] weights)
    implements PopulationModel {

  static final int FORMAT = 1;

  KeyTerms terms(KeyCounts subject) {
    return new KeyTerms(this, subject);
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(FORMAT).putInt(subjects);
    spreads.save(out);
    shares.save(out);
    space.save(out);
    KeyNumbers.save(weights, out);
  }

  static KeyPopulation load(StateReader in, KeyHistogramConstants constants) {
    in.getInt("key-histogram population format", FORMAT, FORMAT);
    int subjects = in.getInt("subjects", 1, Integer.MAX_VALUE);
    KeyTimingSpreads spreads = KeyTimingSpreads.load(in);
    KeyShares shares = KeyShares.load(in);
    KeySpace space = KeySpace.load(in, constants.placeFreedom);
    double[] weights = new double[KeyTerms.COUNT + 1];
    KeyNumbers.load(weights, in);
    return new KeyPopulation(subjects, constants, spreads, shares, space, weights);
  }

  @Override
  public String toString() {
    return "KeyPopulation[" + subjects + " people]";
  }
}
