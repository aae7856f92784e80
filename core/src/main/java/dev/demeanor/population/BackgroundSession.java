package dev.demeanor.population;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Source;
import dev.demeanor.machine.Assessment;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.machine.SessionState;
import dev.demeanor.machine.TemplateLookup;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.DeviceClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session of a background person: the machine of a live session, which compares with nothing and
 * whose windows are kept. Feed it as a {@link dev.demeanor.BehaviorSession}, with an assessment now
 * and then. Not thread-safe.
 */
public final class BackgroundSession implements AutoCloseable {

  private final BackgroundPerson person;
  private final DecisionMachine machine;
  private final DeviceClass device;
  private final SessionState state;
  private final Map<BackgroundPerson.Place, List<FeatureVector>> windows = new LinkedHashMap<>();
  private long nowMillis;
  private boolean closed;

  BackgroundSession(BackgroundPerson person, DecisionMachine machine, DeviceClass device) {
    this.person = person;
    this.machine = machine;
    this.device = device;
    this.state = machine.newSession();
  }

  /** Declares a fixed-text field as a live session does and returns its number, or -1. */
  public int field(String name, int epoch) {
    try {
      return machine.declareField(state, Source.fixedText(name, epoch));
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  /** Takes events in the order of time. */
  public void feed(EventBuffer events) {
    for (int i = 0; i < events.size() && !closed; i++) {
      machine.observe(state, events, i);
      if (isAnyWaiting()) {
        collect();
      }
    }
  }

  private boolean isAnyWaiting() {
    for (int i = 0; i < state.sourceCount(); i++) {
      if (state.isWaiting(i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Says what time it is: windows that have been open for long enough are complete.
   *
   * @param atMillis wall-clock time, milliseconds since 1970
   */
  public void assess(long atMillis) {
    nowMillis = atMillis;
    machine.closeOverdueWindows(state, atMillis);
    collect();
  }

  private void collect() {
    machine.assess(state, NOTHING, SegmentPolicy.defaults(), nowMillis);
    Assessment assessment = state.assessment();
    for (int i = 0; i < assessment.windows(); i++) {
      BackgroundPerson.Place place = new BackgroundPerson.Place(assessment.source(i), device);
      windows.computeIfAbsent(place, any -> new ArrayList<>()).add(assessment.vector(i).copy());
    }
  }

  /** Ends the session; only now its windows belong to the person. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      windows.forEach(person::add);
    }
  }

  /** Nobody's templates. */
  private static final TemplateLookup NOTHING =
      new TemplateLookup() {
        @Override
        public Availability availability(int sourceIndex) {
          return Availability.KNOWN;
        }

        @Override
        public @Nullable EnrolledTemplate template(int sourceIndex) {
          return null;
        }

        @Override
        public int expectedModalities() {
          return 0;
        }
      };
}
