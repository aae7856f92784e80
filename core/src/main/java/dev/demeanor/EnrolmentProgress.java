package dev.demeanor;

import dev.demeanor.event.Source;
import dev.demeanor.subject.DeviceClass;

/**
 * How far the enrolment of one source has come. Immutable.
 *
 * @param source what is observed
 * @param device on what kind of device
 * @param samples how many units were learned
 * @param required how many it takes before the source is compared
 */
public record EnrolmentProgress(Source source, DeviceClass device, int samples, int required) {

  /** Returns whether the source is compared. */
  public boolean isComplete() {
    return samples >= required;
  }

  @Override
  public String toString() {
    return source.name()
        + " on "
        + device
        + ": "
        + (isComplete() ? "ENROLLED " : "COLD_START ")
        + samples
        + "/"
        + required;
  }
}
