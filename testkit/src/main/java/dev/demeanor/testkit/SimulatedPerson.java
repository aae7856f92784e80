package dev.demeanor.testkit;

import dev.demeanor.BehaviorSession;
import dev.demeanor.event.Admission;
import dev.demeanor.event.BehaviorEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A <em>simulated</em> person at work in a session: types a password, writes, points and finds her
 * way through the application, on one client clock.
 *
 * <pre>{@code
 * SimulatedPerson alice = SimulatedPerson.ofSeed(1, 11);
 * alice.signIn(session, session.field("password", 0));
 * alice.work(session);                       // about a minute of everything
 * Decision decision = session.assess();
 * mallory.takeOverFrom(alice);
 * mallory.work(session, Doing.VISITING);     // without touching mouse and keyboard
 * }</pre>
 *
 * <p>For tests and demonstrations. What a detector achieves on simulated people says nothing about
 * people; measure on recordings with {@code demeanor evaluate}.
 *
 * <p>The same seed and the same calls give the same events, on every platform. Not thread-safe.
 */
public final class SimulatedPerson {

  /** What a person does in a bout of work. */
  public enum Doing {
    /** Writes a block of {@link SimulatedWriter#BLOCK} keys. */
    WRITING,
    /** Makes 14 pointer actions. */
    POINTING,
    /** Visits 8 routes. */
    VISITING
  }

  private static final int ACTIONS = 14;
  private static final int VISITS = 8; // one window, as the actions are
  private static final long BETWEEN_MICROS = 3_000_000;

  private final SimulatedTypist typist;
  private final SimulatedWriter writer;
  private final SimulatedPointer pointer;
  private SimulatedVisitor visitor;
  private long micros;

  private SimulatedPerson(long seed, int passwordKeys) {
    typist = SimulatedTypist.ofSeed(seed, passwordKeys);
    writer = SimulatedWriter.ofSeed(seed);
    pointer = SimulatedPointer.ofSeed(seed);
    visitor = SimulatedVisitor.ofSeed(seed);
  }

  /**
   * Returns the person of this seed; her parts are those of the same seed.
   *
   * @param seed which person
   * @param passwordKeys how many keys her password has, 1 to {@link SimulatedTypist#MAX_KEYS}
   */
  public static SimulatedPerson ofSeed(long seed, int passwordKeys) {
    return new SimulatedPerson(seed, passwordKeys);
  }

  /** Returns the person's time on the client's monotonic clock, in microseconds. */
  public long micros() {
    return micros;
  }

  /** Sleeps over it: some of today's tempo is lost, some other comes. */
  public void nextDay() {
    typist.nextDay();
    writer.nextDay();
    pointer.nextDay();
    visitor.nextDay();
  }

  /** Sits down where another leaves: same client clock, same place of the pointer, same page. */
  public void takeOverFrom(SimulatedPerson other) {
    micros = other.micros;
    typist.takeOverFrom(other.typist);
    writer.takeOverFrom(other.writer);
    pointer.takeOverFrom(other.pointer);
    visitor.takeOverFrom(other.visitor);
  }

  /** Finds the way through the application as the person of this seed does from now on. */
  public void imitateRoutesOf(long seed) {
    SimulatedVisitor imitated = SimulatedVisitor.ofSeed(seed);
    imitated.takeOverFrom(visitor);
    visitor = imitated;
  }

  /** Types the password into a field, as events. */
  public List<BehaviorEvent> password(int field) {
    SimulatedEntry entry = typist.entry(micros);
    micros = entry.endMicros() + BETWEEN_MICROS;
    return entry.events(field);
  }

  /** Works for a bout, about a minute when everything is done, as events in the order of time. */
  public List<BehaviorEvent> bout(Doing... doing) {
    Set<Doing> all = EnumSet.allOf(Doing.class);
    Set<Doing> done = doing.length == 0 ? all : EnumSet.copyOf(Arrays.asList(doing));
    List<BehaviorEvent> events = new ArrayList<>();
    if (done.contains(Doing.POINTING)) {
      events.addAll(pointer.actions(ACTIONS, micros));
    }
    if (done.contains(Doing.VISITING)) {
      events.addAll(visitor.visits(VISITS, micros));
    }
    events.sort(Comparator.comparingLong(BehaviorEvent::timeMicros));
    stopAfter(events);
    if (done.contains(Doing.WRITING)) { // one has two hands
      events.addAll(writer.block(micros));
      stopAfter(events);
    }
    return events;
  }

  private void stopAfter(List<BehaviorEvent> events) {
    if (!events.isEmpty()) {
      micros = events.get(events.size() - 1).timeMicros() + BETWEEN_MICROS;
    }
  }

  /**
   * Types the password into a field of a session.
   *
   * @param field number of the field, as {@link BehaviorSession#field} answered
   * @return how many of the events were accepted, one more than keys when all of them were
   */
  public int signIn(BehaviorSession session, int field) {
    return feed(session, password(field));
  }

  /**
   * Works in a session for a bout, about a minute when everything is done.
   *
   * @param doing what is done; nothing named means everything
   * @return how many of the events were accepted
   */
  public int work(BehaviorSession session, Doing... doing) {
    return feed(session, bout(doing));
  }

  /** Feeds events; returns how many were accepted. */
  static int feed(BehaviorSession session, List<BehaviorEvent> events) {
    int accepted = 0;
    for (BehaviorEvent event : events) {
      accepted += session.feed(event) == Admission.ACCEPTED ? 1 : 0;
    }
    return accepted;
  }

  @Override
  public String toString() {
    return "SimulatedPerson";
  }
}
