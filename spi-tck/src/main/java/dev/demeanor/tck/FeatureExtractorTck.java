package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * The rules FE-1 to FE-8 of {@link FeatureExtractor} and those of its provider. Write {@link
 * #newProvider} and {@link #sample}; all samples are simulated.
 */
public abstract class FeatureExtractorTck extends ProviderTck {

  private static final int SEEDS = 20;
  private static final int STEPS = 300;
  private static final int ENDLESS_SAMPLES = 200;
  private static final int MAX_STATE_BYTES = 65_536;
  private static final long SHIFT_MICROS = 86_400_000_000L;

  /** Makes this inherited test. */
  protected FeatureExtractorTck() {}

  @Override
  protected abstract FeatureExtractorProvider newProvider();

  /**
   * Returns events in the order in which a session may deliver them: in range, no duplicates, of
   * the kinds the provider takes. For windows that are entries: one entry with its end. For blocks:
   * at least one block, better two.
   *
   * @param random the only source of randomness, so that a failure can be repeated
   */
  protected abstract EventBuffer sample(RandomGenerator random);

  /**
   * Returns how far a feature may stray from its recomputed value, relative to it (absolute below
   * 1); 0, the default, means not a bit.
   */
  protected double tolerance() {
    return 0.0;
  }

  /**
   * Returns the names of features that do have a value for an empty window, for instance a count;
   * none by default.
   */
  protected Set<String> definedWhenEmpty() {
    return Set.of();
  }

  @Test
  @DisplayName("sample: holds only events of the kinds the provider takes")
  void sample_isOfTheKindsTaken() {
    for (long seed = 0; seed < SEEDS; seed++) {
      EventBuffer events = sample(new SplittableRandom(seed));
      assertThat(events.size()).as("events in the sample of seed %d", seed).isPositive();
      for (int i = 0; i < events.size(); i++) {
        assertThat(newProvider().kinds()).as("kinds taken").contains(events.kind(i));
      }
    }
  }

  @Test
  @DisplayName("FE-1 after any accept and reset the features are those of a recomputation")
  void fe1_incrementalEqualsRecomputed() {
    for (long seed = 0; seed < SEEDS; seed++) {
      walk(new SplittableRandom(seed), seed);
    }
  }

  private void walk(RandomGenerator random, long seed) {
    FeatureExtractor incremental = newProvider().create();
    EventBuffer events = sample(random);
    int head = 0;
    int tail = 0;
    for (int step = 0; step < STEPS; step++) {
      if (tail == events.size() || random.nextInt(60) == 0) {
        incremental.reset();
        events = sample(random);
        head = 0;
        tail = 0;
      } else if (fits(events, head, tail)) {
        incremental.accept(events, tail++);
      } else {
        incremental.reset();
        head = tail;
      }
      String when = "at step " + step + " of seed " + seed + ", events " + head + " to " + tail;
      FeatureExtractor recomputed = accepted(events, head, tail);
      Vectors.assertAlike(when, write(incremental), write(recomputed), tolerance());
      assertThat(incremental.units()).as("units %s", when).isEqualTo(recomputed.units());
    }
  }

  @Test
  @DisplayName("FE-2 every feature is written, whatever the vector held before")
  void fe2_everyFeatureIsWritten() {
    EventBuffer events = sample(new SplittableRandom(1));
    FeatureExtractor extractor = newProvider().create();
    for (int i = 0; fits(events, 0, i); i++) {
      FeatureVector used = new FeatureVector(extractor.schema());
      for (int feature = 0; feature < used.size(); feature++) {
        used.set(feature, -987_654_321.25);
      }
      extractor.writeTo(used);
      Vectors.assertAlike("in a used vector, " + i + " events", used, write(extractor), 0.0);
      extractor.accept(events, i);
    }
  }

  @Test
  @DisplayName("FE-2 in an empty window a feature is missing and not zero")
  void fe2_emptyWindowIsMissing() {
    FeatureVector empty = write(newProvider().create());
    for (int i = 0; i < empty.size(); i++) {
      String name = empty.schema().features().get(i).name();
      assertThat(empty.isMissing(i))
          .as("%s of an empty window is missing (else see definedWhenEmpty())", name)
          .isEqualTo(!definedWhenEmpty().contains(name));
    }
  }

  @Test
  @DisplayName("FE-2 a full window has values")
  void fe2_fullWindowHasValues() {
    EventBuffer events = sample(new SplittableRandom(1));
    assertThat(write(accepted(events, 0, windowEnd(events))).present())
        .as("features present in a full window")
        .isPositive();
  }

  @Test
  @DisplayName("FE-3 asked twice, schema and writeTo answer alike")
  void fe3_askedTwiceAnswersAlike() {
    EventBuffer events = sample(new SplittableRandom(2));
    FeatureExtractor extractor = accepted(events, 0, windowEnd(events));
    Vectors.assertAlike("asked twice", write(extractor), write(extractor), 0.0);
  }

  @Test
  @DisplayName("FE-3 asking in between changes nothing of what comes")
  void fe3_askingChangesNothing() {
    EventBuffer events = sample(new SplittableRandom(3));
    FeatureExtractor asked = newProvider().create();
    for (int i = 0; fits(events, 0, i); i++) {
      asked.accept(events, i);
      write(asked);
    }
    FeatureExtractor silent = accepted(events, 0, windowEnd(events));
    Vectors.assertAlike("after asking at each event", write(asked), write(silent), 0.0);
  }

  @Test
  @DisplayName("FE-4 saved and loaded, it answers alike from then on")
  void fe4_loadedAnswersAlike() {
    for (long seed = 0; seed < SEEDS; seed++) {
      EventBuffer events = sample(new SplittableRandom(seed));
      int end = windowEnd(events);
      int middle = new SplittableRandom(seed).nextInt(end + 1);
      FeatureExtractor original = accepted(events, 0, middle);
      FeatureExtractor loaded = load(save(original));
      for (int i = middle; i < end; i++) {
        Vectors.assertAlike("after loading, event " + i, write(loaded), write(original), 0.0);
        original.accept(events, i);
        loaded.accept(events, i);
      }
      Vectors.assertAlike("after loading, at the end", write(loaded), write(original), 0.0);
      assertThat(loaded.units()).as("units").isEqualTo(original.units());
    }
  }

  @Test
  @DisplayName("FE-4 loading reads exactly what saving wrote")
  void fe4_loadReadsExactlyWhatWasSaved() {
    StateWriter out = new StateWriter();
    EventBuffer events = sample(new SplittableRandom(4));
    accepted(events, 0, windowEnd(events)).saveState(out);
    StateReader in = new StateReader(out.putInt(0x5AFE_C0DE).toByteArray());
    newProvider().create().loadState(in);
    assertThat(in.remaining()).as("bytes left for what comes after the state").isEqualTo(4);
    assertThat(in.getInt()).isEqualTo(0x5AFE_C0DE);
  }

  @Test
  @DisplayName("FE-4 a state cut off at any byte is a CorruptStateException")
  void fe4_truncatedStateIsRefused() {
    EventBuffer events = sample(new SplittableRandom(5));
    byte[] state = save(accepted(events, 0, windowEnd(events)));
    for (int length = 0; length < state.length; length++) {
      byte[] cut = Vectors.head(state, length);
      assertThatThrownBy(() -> load(cut))
          .as("state cut off after %d of %d bytes", length, state.length)
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  @DisplayName("FE-4 an unknown format version is a CorruptStateException")
  void fe4_unknownVersionIsRefused() {
    byte[] state = save(newProvider().create());
    state[0] = 0x7F;
    assertThatThrownBy(() -> load(state)).isInstanceOf(CorruptStateException.class);
  }

  @Test
  @DisplayName("FE-4 flipped bits load or are a CorruptStateException, never anything else")
  void fe4_flippedBitsNeverThrowAnythingElse() {
    EventBuffer events = sample(new SplittableRandom(6));
    byte[] state = save(accepted(events, 0, windowEnd(events)));
    RandomGenerator random = new SplittableRandom(6);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = state.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        load(damaged);
      } catch (CorruptStateException e) {
        assertThat(e.getMessage()).as("what is damaged").isNotBlank();
      }
    }
  }

  @Test
  @DisplayName("FE-5 accept, reset and writeTo allocate nothing once warm")
  void fe5_allocatesNothing() {
    EventBuffer events = sample(new SplittableRandom(7));
    int end = windowEnd(events);
    FeatureVector target = write(accepted(events, 0, end));
    FeatureExtractor extractor = newProvider().create();
    Allocation.assertNone(
        "accept, reset and writeTo",
        () -> {
          for (int round = 0; round < 200; round++) {
            for (int i = 0; i < end; i++) {
              extractor.accept(events, i);
            }
            extractor.writeTo(target);
            extractor.reset();
          }
        });
  }

  @Test
  @DisplayName("FE-6 equal events give equal features in every locale and time zone")
  @ResourceLock(Resources.LOCALE)
  @ResourceLock(Resources.TIME_ZONE)
  void fe6_localeDoesNotMatter() {
    EventBuffer events = sample(new SplittableRandom(8));
    FeatureVector here = write(accepted(events, 0, windowEnd(events)));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      FeatureVector there = write(accepted(events, 0, windowEnd(events)));
      Vectors.assertAlike("in another locale and zone", there, here, 0.0);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  @DisplayName("FE-6 only differences of time matter, not the origin of the client's clock")
  void fe6_originOfTimeDoesNotMatter() {
    EventBuffer events = sample(new SplittableRandom(9));
    EventBuffer later = new EventBuffer(events.capacity());
    for (int i = 0; i < events.size(); i++) {
      later.add(shift(events.get(i), SHIFT_MICROS));
    }
    Vectors.assertAlike(
        "a day later",
        write(accepted(later, 0, windowEnd(later))),
        write(accepted(events, 0, windowEnd(events))),
        tolerance());
  }

  @Test
  @DisplayName("FE-7 state stays bounded in a window that never ends")
  void fe7_stateIsBounded() {
    FeatureExtractor extractor = newProvider().create();
    int early = 0;
    for (long seed = 0; seed < ENDLESS_SAMPLES; seed++) {
      EventBuffer events = sample(new SplittableRandom(seed));
      for (int i = 0; i < windowEnd(events); i++) {
        extractor.accept(events, i);
      }
      early = seed == ENDLESS_SAMPLES / 2 ? save(extractor).length : early;
    }
    assertThat(save(extractor).length)
        .as("bytes of state after %d samples in one window", ENDLESS_SAMPLES)
        .isLessThanOrEqualTo(Math.max(early, MAX_STATE_BYTES));
  }

  @Test
  @DisplayName("FE-1 after advancing, too, the features are those of a recomputation")
  void fe1_advancedEqualsRecomputed() {
    for (long seed = 0; seed < SEEDS; seed++) {
      FeatureExtractor used = newProvider().create();
      session(used, seed + SEEDS);
      used.reset();
      FeatureExtractor fresh = newProvider().create();
      session(used, seed);
      session(fresh, seed);
      Vectors.assertAlike("in a session of seed " + seed, write(used), write(fresh), tolerance());
    }
  }

  @Test
  @DisplayName("FE-4 saved and loaded after advancing, it answers alike from then on")
  void fe4_loadedAfterAdvancingAnswersAlike() {
    FeatureExtractor original = newProvider().create();
    session(original, 11);
    FeatureExtractor loaded = load(save(original));
    session(original, 12);
    session(loaded, 12);
    Vectors.assertAlike("after loading", write(loaded), write(original), 0.0);
  }

  @Test
  @DisplayName("FE-5 advance allocates nothing once warm")
  void fe5_advanceAllocatesNothing() {
    EventBuffer events = sample(new SplittableRandom(13));
    int end = windowEnd(events);
    FeatureExtractor extractor = newProvider().create();
    Allocation.assertNone(
        "advance",
        () -> {
          extractor.reset();
          for (int round = 0; round < 50; round++) {
            for (int i = 0; i < end; i++) {
              extractor.accept(events, i);
            }
            extractor.advance();
          }
        });
  }

  @Test
  @DisplayName("FE-7 state stays bounded in a session that never ends")
  void fe7_stateIsBoundedOverWindows() {
    FeatureExtractor extractor = newProvider().create();
    for (long seed = 0; seed < ENDLESS_SAMPLES; seed++) {
      session(extractor, seed);
    }
    assertThat(save(extractor).length)
        .as("bytes of state after %d windows", ENDLESS_SAMPLES)
        .isLessThanOrEqualTo(MAX_STATE_BYTES);
  }

  @Test
  @DisplayName("FE-8 advance leaves no units in the window")
  void fe8_advanceLeavesNoUnits() {
    FeatureExtractor extractor = newProvider().create();
    session(extractor, 14);
    assertThat(extractor.units())
        .as("units of a window that has just begun")
        .isEqualTo(newProvider().create().units());
  }

  @Test
  @DisplayName("FE-8 advance is the same as reset unless windows run")
  void fe8_advanceIsResetUnlessRunning() {
    FeatureExtractor advanced = newProvider().create();
    session(advanced, 15);
    if (!newProvider().isRunning()) {
      Vectors.assertAlike("advanced", write(advanced), write(newProvider().create()), 0.0);
    }
    advanced.reset();
    Vectors.assertAlike("reset", write(advanced), write(newProvider().create()), 0.0);
  }

  /** Lets an extractor go through a whole window and begin the next. */
  private void session(FeatureExtractor extractor, long seed) {
    EventBuffer events = sample(new SplittableRandom(seed));
    int end = windowEnd(events);
    for (int i = 0; i < end; i++) {
      extractor.accept(events, i);
    }
    extractor.advance();
  }

  @Test
  @DisplayName("redacted: an extractor does not show its window")
  void toString_showsNoContents() {
    EventBuffer events = sample(new SplittableRandom(10));
    FeatureExtractor extractor = accepted(events, 0, windowEnd(events));
    FeatureVector features = write(extractor);
    for (int i = 0; i < features.size(); i++) {
      if (!features.isMissing(i) && Math.abs(features.value(i)) > 100) {
        assertThat(extractor.toString()).doesNotContain(Double.toString(features.value(i)));
      }
    }
  }

  private boolean fits(EventBuffer events, int head, int tail) {
    int most =
        newProvider().window() instanceof WindowSpec.Block block ? block.events() : events.size();
    return tail < events.size() && tail - head < most;
  }

  private int windowEnd(EventBuffer events) {
    int end = 0;
    while (fits(events, 0, end)) {
      end++;
    }
    return end;
  }

  private FeatureExtractor accepted(EventBuffer events, int head, int tail) {
    FeatureExtractor extractor = newProvider().create();
    for (int i = head; i < tail; i++) {
      extractor.accept(events, i);
    }
    return extractor;
  }

  private FeatureExtractor load(byte[] state) {
    FeatureExtractor extractor = newProvider().create();
    extractor.loadState(new StateReader(state));
    return extractor;
  }

  private static byte[] save(FeatureExtractor extractor) {
    StateWriter out = new StateWriter();
    extractor.saveState(out);
    return out.toByteArray();
  }

  private static FeatureVector write(FeatureExtractor extractor) {
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    return vector;
  }

  private static BehaviorEvent shift(BehaviorEvent event, long micros) {
    long time = event.timeMicros() + micros;
    if (event instanceof BehaviorEvent.FixedTextKey e) {
      return new BehaviorEvent.FixedTextKey(e.field(), e.position(), time, e.dwellMicros());
    } else if (event instanceof BehaviorEvent.FixedTextEnd e) {
      return new BehaviorEvent.FixedTextEnd(e.field(), e.keys(), time, e.outcome());
    } else if (event instanceof BehaviorEvent.FreeTextPair e) {
      return new BehaviorEvent.FreeTextPair(
          e.first(), e.second(), time, e.dwellMicros(), e.pressToPressMicros());
    } else if (event instanceof BehaviorEvent.Pointer e) {
      return new BehaviorEvent.Pointer(e.action(), time, e.x(), e.y());
    } else {
      return new BehaviorEvent.Visit(((BehaviorEvent.Visit) event).route(), time);
    }
  }
}
