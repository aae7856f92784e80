package dev.demeanor.decision;

import dev.demeanor.event.Source;
import dev.demeanor.spi.detector.AbstentionReason;

/** What one window of one source says, or that it says nothing. Immutable. */
public sealed interface Evidence {

  /** Returns the source the window came from. */
  Source source();

  /** Returns the version of the template it was compared with, 0 when there was none. */
  long templateVersion();

  /** Returns the hash of the feature schema of the window. */
  String schemaHash();

  /**
   * A calibrated comparison.
   *
   * @param source where the window came from
   * @param templateVersion version of the template
   * @param schemaHash feature schema of the window
   * @param detector name of the detector that scored it
   * @param value natural-log likelihood ratio of genuine against impostor, given the earlier
   *     windows of this source in the session; above 0 speaks for the subject
   * @param raw the detector's score before calibration
   * @param alone what it would be, had it been the first window of its session
   */
  record Present(
      Source source,
      long templateVersion,
      String schemaHash,
      String detector,
      double value,
      double raw,
      double alone)
      implements Evidence {}

  /**
   * No comparison; adds nothing.
   *
   * @param source where the window came from
   * @param templateVersion version of the template, 0 when there was none
   * @param schemaHash feature schema of the window
   * @param reason why
   * @param samples how many samples the subject has
   * @param required how many it takes
   */
  record Abstained(
      Source source,
      long templateVersion,
      String schemaHash,
      AbstentionReason reason,
      int samples,
      int required)
      implements Evidence {

    /**
     * Says the reason and, for a cold start, how far enrolment has come: {@code COLD_START 37/100}.
     */
    @Override
    public String toString() {
      return reason == AbstentionReason.COLD_START
          ? reason + " " + samples + "/" + required
          : reason.toString();
    }
  }
}
