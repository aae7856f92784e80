package dev.demeanor.spi.store;

import dev.demeanor.event.Source;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.util.Objects;

/**
 * Names one template. Immutable.
 *
 * @param subject whose template
 * @param source what was observed; its epoch is part of the key
 * @param device on what kind of device
 */
public record TemplateKey(SubjectId subject, Source source, DeviceClass device) {
  /** Checks that all parts are there. */
  public TemplateKey {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(device, "device");
  }
}
