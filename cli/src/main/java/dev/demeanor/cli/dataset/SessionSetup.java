package dev.demeanor.cli.dataset;

import dev.demeanor.subject.DeviceClass;
import java.util.List;

/**
 * What has to be said of a session before its events mean anything. Immutable.
 *
 * @param device what kind of device
 * @param fields the fixed-text fields; events carry a field's place in this list
 */
public record SessionSetup(DeviceClass device, List<Field> fields) {

  private static final SessionSetup DESKTOP = new SessionSetup(DeviceClass.DESKTOP, List.of());

  /**
   * A fixed-text field.
   *
   * @param name its name
   * @param epoch how many times its text has changed
   */
  public record Field(String name, int epoch) {}

  /** Copies the list. */
  public SessionSetup {
    fields = List.copyOf(fields);
  }

  /** Returns a desktop without fixed-text fields. */
  public static SessionSetup desktop() {
    return DESKTOP;
  }

  /** Returns a desktop with one field whose text never changes. */
  public static SessionSetup field(String name) {
    return new SessionSetup(DeviceClass.DESKTOP, List.of(new Field(name, 0)));
  }
}
