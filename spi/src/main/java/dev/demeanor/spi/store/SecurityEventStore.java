package dev.demeanor.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps security events and what people found about them. Rules:
 *
 * <ul>
 *   <li><b>SE-1</b> A recorded event is found by tenant and id, all its parts.
 *   <li><b>SE-2</b> {@link #record} is idempotent by tenant and id: the first one stays, and a
 *       judgement is never undone by recording again.
 *   <li><b>SE-3</b> {@link #adjudicate} changes the judgement only if the stored version equals
 *       {@code expectedVersion}, and counts it up by one; otherwise it changes nothing and answers
 *       a conflict. Of many reviewers with the same expectation exactly one succeeds.
 *   <li><b>SE-4</b> {@link #page} answers the events that the filter wants, latest first and in a
 *       fixed order of ids where times are equal, at most {@code limit} of them. Pages that each
 *       begin after the last event of the one before have every event once, also when events are
 *       recorded meanwhile.
 *   <li><b>SE-5</b> Tenants never mix.
 *   <li><b>SE-6</b> {@link #erase} removes every event of the subject and nothing else; {@link
 *       #deleteBefore} removes every event that is older, in all tenants, and nothing else.
 *   <li><b>SE-7</b> After {@link #close}, every call is a {@link StoreException}; closing twice is
 *       harmless.
 *   <li><b>SE-8</b> An event that the store cannot hold, as it is, is refused with a {@link
 *       RefusedException}. A store that is down, slow or full does not say so.
 * </ul>
 *
 * A store may cut times to microseconds. Thread-safe. Calls may block; core bounds how long it
 * waits.
 */
public interface SecurityEventStore extends AutoCloseable {

  /** The most events that one page may have. */
  int MAX_PAGE = 1_000;

  /** Keeps an event; when the call returns it is durable to the degree the store offers. */
  void record(SecurityEvent event);

  /** Returns an event. */
  Optional<SecurityEvent> find(String tenant, String id);

  /** Changes the judgement of an event whose version the caller saw. */
  SaveResult adjudicate(String tenant, String id, Adjudication adjudication, long expectedVersion);

  /**
   * Returns events that the filter wants.
   *
   * @param after where the page before ended, or null for the first page
   * @param limit how many at most, 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException if the limit is out of range
   */
  List<SecurityEvent> page(
      SecurityEventFilter filter, SecurityEvent.@Nullable Position after, int limit);

  /** Removes every event of a subject and returns how many those were. */
  int erase(String tenant, String subjectKey);

  /** Removes every event that happened before this time and returns how many those were. */
  int deleteBefore(Instant time);

  @Override
  void close();
}
