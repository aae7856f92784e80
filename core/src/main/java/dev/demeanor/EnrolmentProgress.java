package dev.demeanor;

import dev.demeanor.event.Source;
import dev.demeanor.subject.DeviceClass;

/**
 * How far the enrolment of one source has come. Immutable.
 *
 * @param source what is observed
 * @param device on what kind of device
 * @param samples how many units were learned
 * @param required how many it takes, at least, before the source is compared
 * @param isComplete whether the source is compared: besides the units it takes about 30 windows, so
 *     that the scores of the subject's own are known
 */
public record EnrolmentProgress(
    Source source, DeviceClass device, int samples, int required, boolean isComplete) {

  @Override
  public String toString() {
    return source.name()
        + " on "
        + device
        + ": "
        + (isComplete ? "ENROLLED " : "COLD_START ")
        + samples
        + "/"
        + required;
  }
}
