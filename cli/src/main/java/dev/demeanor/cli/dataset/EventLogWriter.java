package dev.demeanor.cli.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.subject.DeviceClass;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Writes events to the neutral event log, one line each; see docs/event-log.md. Not thread-safe.
 */
public final class EventLogWriter implements AutoCloseable {

  private static final JsonFactory JSON = new JsonFactory();

  private final Writer out;
  private final JsonGenerator json;

  /**
   * The session an event belongs to.
   *
   * @param subject the enrolled account; a pseudonym will do
   * @param session the session, unique within its subject; not the secret the application uses
   * @param setup device and fields; events carry a field's place in its list
   * @param genuine whether it is known to be the subject's own or known to be somebody else's, or
   *     empty when nothing is known
   */
  public record Session(
      String subject, String session, SessionSetup setup, Optional<Boolean> genuine) {}

  /** Makes one that writes here, and closes it in the end. */
  public EventLogWriter(Writer out) throws IOException {
    this.out = out;
    this.json = JSON.createGenerator(out);
    json.setRootValueSeparator(null);
  }

  /** Writes an event as one line. */
  public void write(Session session, BehaviorEvent event) throws IOException {
    json.writeStartObject();
    json.writeNumberField("v", EventLogLine.VERSION);
    json.writeStringField("subject", session.subject());
    json.writeStringField("session", session.session());
    DeviceClass device = session.setup().device();
    if (device != DeviceClass.UNKNOWN) {
      json.writeStringField("device", device.name());
    }
    if (session.genuine().isPresent()) {
      json.writeStringField("label", session.genuine().get() ? "genuine" : "impostor");
    }
    json.writeStringField("kind", event.kind().name());
    json.writeNumberField("t", event.timeMicros());
    members(session.setup(), event);
    json.writeEndObject();
    json.flush();
    out.write('\n');
  }

  private void members(SessionSetup setup, BehaviorEvent event) throws IOException {
    if (event instanceof BehaviorEvent.FixedTextKey key) {
      field(setup, key.field());
      json.writeNumberField("position", key.position());
      json.writeNumberField("dwell", key.dwellMicros());
    } else if (event instanceof BehaviorEvent.FixedTextEnd end) {
      field(setup, end.field());
      json.writeNumberField("keys", end.keys());
      json.writeStringField("outcome", end.outcome().name());
    } else if (event instanceof BehaviorEvent.FreeTextPair pair) {
      json.writeStringField("first", pair.first().name());
      json.writeStringField("second", pair.second().name());
      json.writeNumberField("dwell", pair.dwellMicros());
      json.writeNumberField("pressToPress", pair.pressToPressMicros());
    } else if (event instanceof BehaviorEvent.Pointer pointer) {
      json.writeStringField("action", pointer.action().name());
      json.writeNumberField("x", pointer.x());
      json.writeNumberField("y", pointer.y());
    } else if (event instanceof BehaviorEvent.Visit visit) {
      json.writeNumberField("route", visit.route());
    }
  }

  private void field(SessionSetup setup, int number) throws IOException {
    SessionSetup.Field field = setup.fields().get(number);
    json.writeStringField("field", field.name());
    json.writeNumberField("epoch", field.epoch());
  }

  @Override
  public void close() throws IOException {
    json.close();
    out.close();
  }
}
