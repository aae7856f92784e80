package dev.demeanor.model;

/**
 * How well a version did on recordings it was not trained from. Immutable.
 *
 * @param dataset name of the data set
 * @param sha256 digest of its recordings, in hexadecimal: only figures of the same recordings and
 *     protocol compare
 * @param protocol name of the protocol, with what else decides the figures
 * @param eer equal-error rate, mean over the subjects
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param genuine attempts by the subject
 * @param impostor attempts by others
 * @param abstained attempts of either that gave no evidence
 * @param calibrationSlope slope of true log-odds on evidence, 1 is right; NaN when not measured
 * @param allow threshold of ALLOW that was in force
 * @param challenge threshold of CHALLENGE that was in force
 */
public record ModelEvaluation(
    String dataset,
    String sha256,
    String protocol,
    double eer,
    double low,
    double high,
    long genuine,
    long impostor,
    long abstained,
    double calibrationSlope,
    double allow,
    double challenge) {

  /** Checks that the rate has an interval, and that no more abstained than there were. */
  public ModelEvaluation {
    if (!(eer >= 0 && eer <= 1 && low <= high)) {
      throw new IllegalArgumentException(
          "eer must be from 0 to 1 with an interval, was " + eer + " in " + low + " to " + high);
    }
    if (genuine < 0 || impostor < 0 || abstained < 0 || abstained > genuine + impostor) {
      throw new IllegalArgumentException(
          "attempts must be >= 0 and abstained at most their number, were "
              + genuine
              + " genuine, "
              + impostor
              + " by impostors, "
              + abstained
              + " abstained");
    }
  }

  /** Returns whether both were measured on the same recordings in the same way. */
  public boolean isComparableTo(ModelEvaluation other) {
    return sha256.equals(other.sha256) && protocol.equals(other.protocol);
  }
}
