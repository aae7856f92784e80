package dev.demeanor;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Explanation;
import dev.demeanor.event.Admission;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Route;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One signed-in session. Nothing here throws for what comes from outside; after {@link #close}
 * events are refused with {@link Admission#NO_SESSION} and decisions follow the failure policy.
 * Thread-safe: calls take turns.
 */
public interface BehaviorSession extends AutoCloseable {

  /** Returns the id of the session. */
  SessionId id();

  /** Returns whose session it is. */
  SubjectId subject();

  /**
   * Declares a field in which the same text is typed each time, and returns its number for the
   * events; the same field gives the same number. A higher epoch than before starts a new template
   * and erases the old one: call it in the host's own code when the text has changed. Returns -1,
   * which events may carry and which refuses them, when the name is not one (lower case letters,
   * digits, dot, hyphen, underscore; at most 58 characters), the epoch is negative, or the session
   * has too many fields.
   */
  int field(String name, int epoch);

  /**
   * Declares a field as a page names it: as {@link #field} does, but nothing is erased. What a page
   * says can be forged, by whoever has taken over the session, say; only the host may say that a
   * text has changed.
   */
  int fieldOfPage(String name, int epoch);

  /**
   * Feeds a key of a fixed-text field, when it is released.
   *
   * @param field number of the field
   * @param position position in the field, from 0
   * @param pressMicros when it was pressed, in microseconds of the client's monotonic clock
   * @param dwellMicros how long it was held
   */
  Admission key(int field, int position, long pressMicros, long dwellMicros);

  /** Feeds the end of a fixed-text entry of {@code keys} keys. */
  Admission endField(int field, int keys, long timeMicros, EntryOutcome outcome);

  /**
   * Feeds a pair of consecutive keys of free text, as classes; the order of calls means nothing.
   *
   * @param timeMicros a time shared by the pairs of one block
   * @param dwellMicros how long the first key was held
   * @param pressToPressMicros from the press of the first to the press of the second
   */
  default Admission pair(
      KeyClass first, KeyClass second, long timeMicros, long dwellMicros, long pressToPressMicros) {
    EventBuffer one = new EventBuffer(1);
    Admission added =
        one.addFreeTextPair(first, second, timeMicros, dwellMicros, pressToPressMicros);
    return added == Admission.ACCEPTED ? feed(one.get(0)) : added;
  }

  /** Feeds what the pointer did, at a place in CSS pixels. */
  default Admission pointer(PointerAction action, long timeMicros, int x, int y) {
    EventBuffer one = new EventBuffer(1);
    Admission added = one.addPointer(action, timeMicros, x, y);
    return added == Admission.ACCEPTED ? feed(one.get(0)) : added;
  }

  /**
   * Feeds the visit of a route.
   *
   * @param template the route's template such as {@code /accounts/{id}}, never a path with values
   *     in it
   */
  default Admission visit(String template, long timeMicros) {
    return feed(new BehaviorEvent.Visit(Route.number(template), timeMicros));
  }

  /** Feeds an event in its readable form. */
  Admission feed(BehaviorEvent event);

  /**
   * Feeds a batch in order and returns how many events were accepted; the refused ones are counted
   * by reason.
   */
  int feed(EventBuffer batch);

  /** Decides on what was observed so far. */
  default Decision assess() {
    return assess(null);
  }

  /**
   * Decides on what was observed so far.
   *
   * @param correlationId the host's id of the request, carried into the audit, or null; what is no
   *     name ({@link SubjectId#isName}) is left out: a client may have sent it
   */
  default Decision assess(@Nullable String correlationId) {
    return assess(correlationId, null);
  }

  /**
   * Decides on what was observed so far, for one route: where something fails, the failure policy
   * of that route applies.
   *
   * @param correlationId the host's id of the request, carried into the audit and the log, or null;
   *     what is no name ({@link SubjectId#isName}) is left out: a client may have sent it
   * @param route the route's template such as {@code /accounts/{id}} or a name the host gives to
   *     routes of a kind, never a path with values in it; null for none in particular
   */
  Decision assess(@Nullable String correlationId, @Nullable String route);

  /** The block check for this session; see {@link BehaviorMonitor#access}. */
  Access access();

  /**
   * Says who this session really was, or how a challenge ended. Returns whether it was made durable
   * within the deadline; when it was not, it has no effect and the caller should say it again.
   */
  boolean feedback(Feedback feedback);

  /** Explains the last comparison of each source; computed on request. */
  Explanation explain();

  /** Returns why the session ended, or is to end; empty while it goes on. */
  Optional<SessionEnd> ended();

  /** Ends the session. Closing twice is harmless. */
  @Override
  void close();
}
