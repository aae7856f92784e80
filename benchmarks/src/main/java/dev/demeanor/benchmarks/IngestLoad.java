package dev.demeanor.benchmarks;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.subject.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events for 100,000 live sessions, a random one each time, named by a string that is new. The
 * reference is one look-up of such an id in a {@link ConcurrentHashMap} of as many keys. Every
 * event is accepted.
 */
final class IngestLoad implements Load {

  static final int SINGLES = 1 << 14;
  static final int BATCHES = 1 << 12;
  static final int BATCH = 32;

  private static final int SESSIONS = 100_000;
  private static final int KEYS = 10;
  private static final long DWELL_MICROS = 80_000;
  private static final long STEP_MICROS = 150_000;

  final BehaviorMonitor monitor = BehaviorMonitor.builder().build();
  final Map<String, Object> map = new ConcurrentHashMap<>();
  final SessionId[] ids = new SessionId[SINGLES];

  private final Random random = new Random(2);
  private final int[] events = new int[SESSIONS];
  private final int[] positions = new int[SINGLES];
  private final long[] times = new long[SINGLES];
  private final EventBuffer[] batches = new EventBuffer[BATCHES];
  private final boolean withEnds;

  IngestLoad(boolean withEnds) {
    this.withEnds = withEnds;
    for (int i = 0; i < SESSIONS; i++) {
      SessionId id = Names.session(i);
      map.put(Names.session(i).value(), id);
      if (monitor.open(SessionOptions.of(Names.subject(i), id)).field("password", 0) != 0) {
        throw new IllegalStateException("the first field must have number 0");
      }
    }
    for (int i = 0; i < BATCHES; i++) {
      batches[i] = new EventBuffer(BATCH);
    }
    refreshIds();
  }

  private void refreshIds() {
    for (int i = 0; i < SINGLES; i++) {
      ids[i] = Names.session(random.nextInt(SESSIONS));
    }
  }

  private void refreshSingles() {
    for (int i = 0; i < SINGLES; i++) {
      int session = random.nextInt(SESSIONS);
      ids[i] = Names.session(session);
      int event = events[session]++;
      positions[i] = event % KEYS;
      times[i] = event * STEP_MICROS;
    }
  }

  /** Makes batches of 32 keys or, with ends, of two complete entries and the keys of a third. */
  private void refreshBatches() {
    for (int i = 0; i < BATCHES; i++) {
      int session = random.nextInt(SESSIONS);
      ids[i] = Names.session(session);
      EventBuffer batch = batches[i];
      batch.clear();
      int event = events[session];
      event += (KEYS - event % KEYS) % KEYS;
      while (batch.size() < BATCH) {
        int position = event % KEYS;
        long time = event * STEP_MICROS;
        if (withEnds && position == 0 && batch.size() > 0) {
          batch.addFixedTextEnd(0, KEYS, time - 1, EntryOutcome.COMPLETED);
        }
        if (batch.size() < BATCH) {
          batch.addFixedTextKey(0, position, time, DWELL_MICROS);
          event++;
        }
      }
      events[session] = event;
    }
  }

  /** Feeds the first key of a new entry: accepted in every session when times rise. */
  boolean firstKey(int i, long timeMicros) {
    BehaviorSession session = monitor.session(ids[i]).orElseThrow();
    return session.key(0, 0, timeMicros, DWELL_MICROS) == Admission.ACCEPTED;
  }

  /** Feeds 32 keys of a new entry: accepted in every session when times rise. */
  boolean longEntry(int i, long timeMicros) {
    EventBuffer batch = batches[0];
    batch.clear();
    for (int position = 0; position < BATCH; position++) {
      batch.addFixedTextKey(0, position, timeMicros + position, DWELL_MICROS);
    }
    return monitor.session(ids[i]).orElseThrow().feed(batch) == BATCH;
  }

  boolean mapLookUp(int i) {
    return map.get(ids[i].value()) != null;
  }

  private boolean single(int i) {
    BehaviorSession session = monitor.session(ids[i]).orElseThrow();
    return session.key(0, positions[i], times[i], DWELL_MICROS) == Admission.ACCEPTED;
  }

  private boolean batch(int i) {
    return monitor.session(ids[i]).orElseThrow().feed(batches[i]) == BATCH;
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        new Run("ConcurrentHashMap look-up", SINGLES, this::refreshIds, this::mapLookUp),
        new Run("ingest, one event", SINGLES, this::refreshSingles, this::single),
        new Run(
            withEnds ? "ingest, batch of 32 with ends of entries" : "ingest, batch of 32 keys",
            BATCHES,
            this::refreshBatches,
            this::batch));
  }

  private interface Operation {
    boolean of(int index);
  }

  private record Run(String name, int operations, Runnable refresh, Operation operation)
      implements Slice {

    @Override
    public void prepare() {
      refresh.run();
    }

    @Override
    public long run() {
      long done = 0;
      for (int i = 0; i < operations; i++) {
        done += operation.of(i) ? 1 : 0;
      }
      if (done != operations) {
        throw new IllegalStateException(name + " was refused");
      }
      return done;
    }
  }

  @Override
  public void close() {
    monitor.close();
  }
}
