package dev.demeanor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BehaviorEventTest {

  private static final long TOO_LONG = EventBuffer.MAX_DWELL_MICROS + 1;

  @Test
  void fixedTextKey_refusesFieldOutOfRange() {
    refused(() -> new BehaviorEvent.FixedTextKey(-1, 0, 0, 0), "field must be 0 to 63");
    refused(() -> new BehaviorEvent.FixedTextKey(64, 0, 0, 0), "field must be 0 to 63");
  }

  @Test
  void fixedTextKey_refusesPositionOutOfRange() {
    refused(() -> new BehaviorEvent.FixedTextKey(0, -1, 0, 0), "position must be 0 to 255");
    refused(() -> new BehaviorEvent.FixedTextKey(0, 256, 0, 0), "position must be 0 to 255");
  }

  @Test
  void fixedTextKey_refusesDwellOutOfRange() {
    refused(() -> new BehaviorEvent.FixedTextKey(0, 0, 0, -1), "dwellMicros must be 0 to 60000000");
    refused(
        () -> new BehaviorEvent.FixedTextKey(0, 0, 0, TOO_LONG),
        "dwellMicros must be 0 to 60000000");
  }

  @Test
  void fixedTextEnd_refusesKeysOutOfRange() {
    refused(
        () -> new BehaviorEvent.FixedTextEnd(0, -1, 0, EntryOutcome.PASTED),
        "keys must be 0 to 256");
    refused(
        () -> new BehaviorEvent.FixedTextEnd(0, 257, 0, EntryOutcome.PASTED),
        "keys must be 0 to 256");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may do
  void fixedTextEnd_refusesNullOutcome() {
    assertThatNullPointerException()
        .isThrownBy(() -> new BehaviorEvent.FixedTextEnd(0, 0, 0, null))
        .withMessage("outcome");
  }

  @Test
  void freeTextPair_refusesTimesOutOfRange() {
    refused(
        () -> new BehaviorEvent.FreeTextPair(KeyClass.OTHER, KeyClass.OTHER, 0, TOO_LONG, 0),
        "dwellMicros must be 0 to 60000000");
    refused(
        () -> new BehaviorEvent.FreeTextPair(KeyClass.OTHER, KeyClass.OTHER, 0, 0, -1),
        "pressToPressMicros must be 0 to 60000000");
  }

  @Test
  void pointer_refusesCoordinateOutOfRange() {
    refused(
        () -> new BehaviorEvent.Pointer(PointerAction.MOVE, 0, 60_001, 0),
        "x must be at most 60000");
    refused(
        () -> new BehaviorEvent.Pointer(PointerAction.MOVE, 0, 0, Integer.MIN_VALUE),
        "y must be at most 60000");
  }

  @Test
  void visit_refusesNegativeRoute() {
    refused(() -> new BehaviorEvent.Visit(-1, 0), "route must be 0 or more");
  }

  @Test
  void toString_showsNoNumber() {
    List<BehaviorEvent> events =
        List.of(
            new BehaviorEvent.FixedTextKey(7, 77, 777, 7777),
            new BehaviorEvent.FixedTextEnd(7, 77, 777, EntryOutcome.COMPLETED),
            new BehaviorEvent.FreeTextPair(KeyClass.SPACE, KeyClass.DELETE, 7, 77, 777),
            new BehaviorEvent.Pointer(PointerAction.DRAG, 7, 77, 777),
            new BehaviorEvent.Visit(7, 77));
    for (BehaviorEvent event : events) {
      assertThat(event.toString()).doesNotContain("7", "SPACE", "DELETE", "DRAG");
    }
  }

  private static void refused(ThrowingCallable code, String message) {
    assertThatIllegalArgumentException().isThrownBy(code::call).withMessage(message);
  }
}
