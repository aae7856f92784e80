package dev.demeanor.evidence;

import dev.demeanor.feature.FreeTextBins;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;

/**
 * A subject against a population: the log-odds of the logistic layer over {@link KeyTerms}. What
 * belongs to a timing is its contribution; levels, the place among people and the intercept are
 * interaction.
 */
final class PopulationKeyScorer implements KeyScorer {

  private final KeyTerms terms;
  private final double[] weights;
  private final float[] table = new float[FreeTextBins.UNITS * FreeTextBins.BINS];

  PopulationKeyScorer(KeyPopulation population, KeyCounts subject) {
    terms = population.terms(subject);
    weights = population.weights();
    for (int token = 0; token < table.length; token++) {
      int kind = FreeTextBins.kind(FreeTextBins.unit(token));
      double sum =
          weight(kind, KeyTerms.RAW) * terms.raw(token)
              + weight(kind, KeyTerms.HISTOGRAM) * terms.histogram(token);
      if (kind == 0) {
        sum +=
            weights[KeyTerms.DWELL_PAIRS] * terms.dwellPair(token)
                + weights[KeyTerms.USE] * terms.use(token);
      }
      table[token] = (float) sum;
    }
  }

  private double weight(int kind, int term) {
    return weights[kind * KeyTerms.OF_KIND + term];
  }

  @Override
  public void score(FeatureVector probe, int keys, ScoreBuffer out) {
    double[] scratch = out.scratch(terms.scratch());
    terms.measure(probe, keys, scratch);
    double share = 1.0 / keys;
    for (int i = 0; i < probe.tokenCount(); i++) {
      int token = probe.token(i);
      if (KeyCounts.isToken(token)) {
        int unit = FreeTextBins.unit(token);
        double shape =
            weight(FreeTextBins.kind(unit), KeyTerms.SHAPE) * terms.shape(token, scratch);
        out.add(FIRST_TIMING_FEATURE + FreeTextBins.timing(unit), share * (table[token] + shape));
      }
    }
    for (int kind = 0; kind < KeyTimes.KINDS; kind++) {
      double level = scratch[kind * KeyTerms.OF_KIND + KeyTerms.LEVEL];
      out.addInteraction(weight(kind, KeyTerms.LEVEL) * level);
    }
    out.addInteraction(weights[KeyTerms.PLACE] * scratch[KeyTerms.PLACE]);
    out.addInteraction(weights[KeyTerms.COUNT]);
  }
}
