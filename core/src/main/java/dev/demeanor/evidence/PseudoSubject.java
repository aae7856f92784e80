package dev.demeanor.evidence;

import java.util.List;

/**
 * A background person put to the test as a subject would be: enrolled alone, then compared with
 * sessions of their own that were not learned and with other people's, by a detector whose
 * population knows none of them.
 *
 * @param calibration what enrolment left behind
 * @param genuine raw scores of windows that were not learned, session by session in the order of
 *     time
 * @param impostors raw scores of other people's windows, session by session
 */
public record PseudoSubject(
    Calibration calibration, List<double[]> genuine, List<double[]> impostors) {

  /** Copies the lists. */
  public PseudoSubject {
    genuine = List.copyOf(genuine);
    impostors = List.copyOf(impostors);
  }
}
