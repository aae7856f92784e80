package dev.demeanor.spi.model;

/**
 * Fits a population-wide model to windows of known origin. Rules:
 *
 * <ul>
 *   <li><b>MT-1</b> Deterministic: equal sets give models that score alike and equal figures.
 *   <li><b>MT-2</b> Too few samples are a {@link TooFewSamples}, not an exception; at least 100
 *       genuine windows are needed.
 *   <li><b>MT-3</b> The file needs nothing but its bytes, and every golden vector scores as stated
 *       within 1e-5 of the score (absolute below 1).
 *   <li><b>MT-4</b> Held-back scores and figures are of people that the scoring model had not seen.
 * </ul>
 *
 * Slow, minutes perhaps: never called on the request path. Thread-safe.
 */
public interface ModelTrainer {

  /** Genuine windows below which nothing is trained. */
  int LEAST_GENUINE = 100;

  /** Returns the name of the provider that made it. */
  String name();

  /** Trains, or says what there is too little of. */
  TrainingOutcome train(TrainingSet set);
}
