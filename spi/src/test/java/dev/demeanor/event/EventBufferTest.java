package dev.demeanor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EventBufferTest {

  private static final long[] TIMES = {
    Long.MIN_VALUE, -1_000_000_000_000L, -1, 0, 1, 1_700_000_000_000_000L, Long.MAX_VALUE
  };
  private static final long[] DWELLS = {0, 1, 65_535, 1L << 25, EventBuffer.MAX_DWELL_MICROS};

  private final EventBuffer buffer = new EventBuffer(4);

  @Test
  void fixedTextKey_roundTripsAtExtremes() {
    for (int field : new int[] {0, 1, EventBuffer.MAX_FIELD}) {
      for (int position : new int[] {0, 1, EventBuffer.MAX_POSITION}) {
        for (long time : TIMES) {
          for (long dwell : DWELLS) {
            assertRoundTrips(new BehaviorEvent.FixedTextKey(field, position, time, dwell));
          }
        }
      }
    }
  }

  @Test
  void fixedTextEnd_roundTripsAtExtremes() {
    for (int field : new int[] {0, 1, EventBuffer.MAX_FIELD}) {
      for (int keys : new int[] {0, 1, EventBuffer.MAX_POSITION + 1}) {
        for (long time : TIMES) {
          for (EntryOutcome outcome : EntryOutcome.values()) {
            assertRoundTrips(new BehaviorEvent.FixedTextEnd(field, keys, time, outcome));
          }
        }
      }
    }
  }

  @Test
  void freeTextPair_roundTripsAtExtremes() {
    for (KeyClass first : KeyClass.values()) {
      for (KeyClass second : KeyClass.values()) {
        for (long time : TIMES) {
          for (long dwell : DWELLS) {
            long rest = EventBuffer.MAX_DWELL_MICROS - dwell;
            assertRoundTrips(new BehaviorEvent.FreeTextPair(first, second, time, dwell, rest));
            assertRoundTrips(new BehaviorEvent.FreeTextPair(first, second, time, dwell, dwell));
          }
        }
      }
    }
  }

  @Test
  void pointer_roundTripsAtExtremes() {
    int max = EventBuffer.MAX_COORDINATE;
    for (PointerAction action : PointerAction.values()) {
      for (int x : new int[] {-max, -1, 0, 1, max}) {
        for (int y : new int[] {-max, -1, 0, 1, max}) {
          for (long time : TIMES) {
            assertRoundTrips(new BehaviorEvent.Pointer(action, time, x, y));
          }
        }
      }
    }
  }

  @Test
  void visit_roundTripsAtExtremes() {
    for (int route : new int[] {0, 1, 65_536, Integer.MAX_VALUE}) {
      for (long time : TIMES) {
        assertRoundTrips(new BehaviorEvent.Visit(route, time));
      }
    }
  }

  @Test
  void anyEvent_roundTripsAmongOthers() {
    RandomGenerator random = new SplittableRandom(20260301);
    EventBuffer many = new EventBuffer(20_000);
    List<BehaviorEvent> events = new ArrayList<>();
    for (int i = 0; i < many.capacity(); i++) {
      events.add(randomEvent(random));
      assertThat(many.add(events.get(i))).isEqualTo(Admission.ACCEPTED);
    }
    for (int i = 0; i < many.size(); i++) {
      assertThat(many.get(i)).isEqualTo(events.get(i));
      assertThat(many.kind(i)).isEqualTo(events.get(i).kind());
      assertThat(many.timeMicros(i)).isEqualTo(events.get(i).timeMicros());
    }
  }

  @Test
  void anyNumbers_neverThrowAndAreAcceptedOnlyInRange() {
    RandomGenerator random = new SplittableRandom(4);
    EventBuffer one = new EventBuffer(1);
    for (int i = 0; i < 50_000; i++) {
      int a = oddInt(random);
      int b = oddInt(random);
      long time = random.nextLong();
      long dwell = oddLong(random);
      long press = oddLong(random);
      one.clear();
      boolean field = a >= 0 && a <= EventBuffer.MAX_FIELD;
      boolean held = dwell >= 0 && dwell <= EventBuffer.MAX_DWELL_MICROS;
      boolean pressed = press >= 0 && press <= EventBuffer.MAX_DWELL_MICROS;
      Admission admission;
      boolean inRange;
      switch (i % 5) {
        case 0 -> {
          inRange = field && b >= 0 && b <= EventBuffer.MAX_POSITION && held;
          admission = one.addFixedTextKey(a, b, time, dwell);
        }
        case 1 -> {
          inRange = field && b >= 0 && b <= EventBuffer.MAX_POSITION + 1;
          admission = one.addFixedTextEnd(a, b, time, EntryOutcome.COMPLETED);
        }
        case 2 -> {
          inRange = held && pressed;
          admission = one.addFreeTextPair(KeyClass.OTHER, KeyClass.SPACE, time, dwell, press);
        }
        case 3 -> {
          int max = EventBuffer.MAX_COORDINATE;
          inRange = a >= -max && a <= max && b >= -max && b <= max;
          admission = one.addPointer(PointerAction.DRAG, time, a, b);
        }
        default -> {
          inRange = a >= 0;
          admission = one.addVisit(a, time);
        }
      }
      assertThat(admission).isEqualTo(inRange ? Admission.ACCEPTED : Admission.OUT_OF_RANGE);
      assertThat(one.size()).isEqualTo(inRange ? 1 : 0);
    }
  }

  @Test
  void addFixedTextKey_refusesNegativeDwell() {
    assertThat(buffer.addFixedTextKey(0, 0, 0, -1)).isEqualTo(Admission.OUT_OF_RANGE);
  }

  @Test
  void addFixedTextKey_refusesDwellOverAMinute() {
    assertThat(buffer.addFixedTextKey(0, 0, 0, EventBuffer.MAX_DWELL_MICROS + 1))
        .isEqualTo(Admission.OUT_OF_RANGE);
  }

  @Test
  void addFixedTextEnd_refusesTooManyKeys() {
    assertThat(buffer.addFixedTextEnd(0, 257, 0, EntryOutcome.COMPLETED))
        .isEqualTo(Admission.OUT_OF_RANGE);
  }

  @Test
  void addFreeTextPair_refusesNegativePressToPress() {
    assertThat(buffer.addFreeTextPair(KeyClass.OTHER, KeyClass.OTHER, 0, 0, -1))
        .isEqualTo(Admission.OUT_OF_RANGE);
  }

  @Test
  void addPointer_refusesSmallestInt() {
    assertThat(buffer.addPointer(PointerAction.MOVE, 0, Integer.MIN_VALUE, 0))
        .isEqualTo(Admission.OUT_OF_RANGE);
  }

  @Test
  void addVisit_refusesNegativeRoute() {
    assertThat(buffer.addVisit(-1, 0)).isEqualTo(Admission.OUT_OF_RANGE);
  }

  @Test
  void add_overflowsWhenFullAndKeepsWhatIsThere() {
    for (int i = 0; i < 4; i++) {
      assertThat(buffer.addVisit(i, i)).isEqualTo(Admission.ACCEPTED);
    }
    assertThat(buffer.addVisit(9, 9)).isEqualTo(Admission.OVERFLOW);
    assertThat(buffer.addFrom(buffer, 0)).isEqualTo(Admission.OVERFLOW);
    assertThat(buffer.size()).isEqualTo(4);
    assertThat(buffer.get(3)).isEqualTo(new BehaviorEvent.Visit(3, 3));
  }

  @Test
  void clear_makesRoom() {
    for (int i = 0; i < 4; i++) {
      buffer.addVisit(i, i);
    }
    buffer.clear();
    assertThat(buffer.size()).isZero();
    assertThat(buffer.addVisit(5, 5)).isEqualTo(Admission.ACCEPTED);
    assertThat(buffer.route(0)).isEqualTo(5);
  }

  @Test
  void addFrom_copiesTheEvent() {
    EventBuffer other = new EventBuffer(2);
    other.addVisit(1, 1);
    other.addFixedTextKey(3, 4, -5, 6);
    assertThat(buffer.addFrom(other, 1)).isEqualTo(Admission.ACCEPTED);
    assertThat(buffer.get(0)).isEqualTo(new BehaviorEvent.FixedTextKey(3, 4, -5, 6));
  }

  @Test
  void addFrom_refusesAnIndexThatHoldsNoEvent() {
    EventBuffer other = new EventBuffer(2);
    other.addVisit(1, 1);
    other.clear(); // what is left of the last batch must not come back
    assertThatThrownBy(() -> buffer.addFrom(other, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> buffer.addFrom(other, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(buffer.size()).isZero();
  }

  @Test
  void get_refusesAnIndexThatHoldsNoEvent() {
    buffer.addVisit(1, 1);
    assertThatThrownBy(() -> buffer.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> buffer.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void capacity_mustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventBuffer(0))
        .withMessage("capacity must be >= 1, was 0");
  }

  @Test
  void toString_showsCountsOnly() {
    buffer.addFixedTextKey(7, 9, 123_456_789, 987_654);
    assertThat(buffer).hasToString("EventBuffer[1 of 4 events]");
  }

  private static void assertRoundTrips(BehaviorEvent event) {
    EventBuffer one = new EventBuffer(1);
    assertThat(one.add(event)).isEqualTo(Admission.ACCEPTED);
    assertThat(one.get(0)).isEqualTo(event);
    assertThat(one.kind(0)).isEqualTo(event.kind());
  }

  private static BehaviorEvent randomEvent(RandomGenerator random) {
    long time = random.nextLong();
    int field = random.nextInt(EventBuffer.MAX_FIELD + 1);
    long dwell = random.nextLong(EventBuffer.MAX_DWELL_MICROS + 1);
    long press = random.nextLong(EventBuffer.MAX_DWELL_MICROS + 1);
    return switch (random.nextInt(5)) {
      case 0 ->
          new BehaviorEvent.FixedTextKey(
              field, random.nextInt(EventBuffer.MAX_POSITION + 1), time, dwell);
      case 1 ->
          new BehaviorEvent.FixedTextEnd(
              field,
              random.nextInt(EventBuffer.MAX_POSITION + 2),
              time,
              any(random, EntryOutcome.values()));
      case 2 ->
          new BehaviorEvent.FreeTextPair(
              any(random, KeyClass.values()), any(random, KeyClass.values()), time, dwell, press);
      case 3 ->
          new BehaviorEvent.Pointer(
              any(random, PointerAction.values()), time, coordinate(random), coordinate(random));
      default -> new BehaviorEvent.Visit(random.nextInt(Integer.MAX_VALUE), time);
    };
  }

  private static int coordinate(RandomGenerator random) {
    return random.nextInt(-EventBuffer.MAX_COORDINATE, EventBuffer.MAX_COORDINATE + 1);
  }

  private static <T> T any(RandomGenerator random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static int oddInt(RandomGenerator random) {
    int[] odd = {Integer.MIN_VALUE, -60_001, -1, 63, 64, 255, 256, 257, 60_000, 60_001};
    return random.nextBoolean() ? odd[random.nextInt(odd.length)] : random.nextInt(-300, 300);
  }

  private static long oddLong(RandomGenerator random) {
    long[] odd = {Long.MIN_VALUE, -1, 60_000_000, 60_000_001, 1L << 26, 1L << 32, Long.MAX_VALUE};
    return random.nextBoolean() ? odd[random.nextInt(odd.length)] : random.nextLong(60_000_000);
  }
}
