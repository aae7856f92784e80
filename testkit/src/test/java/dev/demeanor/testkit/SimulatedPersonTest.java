package dev.demeanor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.event.BehaviorEvent;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Route;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedPerson.Doing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedPersonTest {

  private static final int KEYS = 11;

  private final SimulatedPerson alice = SimulatedPerson.ofSeed(1, KEYS);

  private static List<PointerAction> actions(List<BehaviorEvent> events) {
    return events.stream().map(event -> ((BehaviorEvent.Pointer) event).action()).toList();
  }

  @Test
  void bout_isTheSameForTheSameSeed() {
    SimulatedPerson again = SimulatedPerson.ofSeed(1, KEYS);
    for (int i = 0; i < 5; i++) {
      assertThat(again.password(0)).isEqualTo(alice.password(0));
      assertThat(again.bout()).isEqualTo(alice.bout());
    }
    assertThat(SimulatedPerson.ofSeed(2, KEYS).bout()).isNotEqualTo(again.bout());
  }

  @Test
  void bout_isInTheOrderOfTime_andNextOneFollows() {
    List<BehaviorEvent> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.addAll(alice.bout());
    }
    assertThat(events).isSortedAccordingTo(Comparator.comparingLong(BehaviorEvent::timeMicros));
    assertThat(alice.micros()).isGreaterThan(events.get(events.size() - 1).timeMicros());
  }

  @Test
  void bout_ofEverything_takesAboutAMinute() {
    for (int i = 0; i < 20; i++) {
      alice.bout();
    }
    assertThat(alice.micros() / 20).isBetween(30_000_000L, 110_000_000L);
  }

  @Test
  void bout_holdsWhatIsDone() {
    Map<EventKind, Long> kinds =
        alice.bout().stream()
            .collect(Collectors.groupingBy(BehaviorEvent::kind, Collectors.counting()));
    assertThat(kinds)
        .containsOnlyKeys(EventKind.FREE_TEXT_PAIR, EventKind.POINTER, EventKind.VISIT)
        .containsEntry(EventKind.FREE_TEXT_PAIR, (long) SimulatedWriter.BLOCK)
        .containsEntry(EventKind.VISIT, 8L);
    assertThat(alice.bout(Doing.VISITING)).allMatch(event -> event.kind() == EventKind.VISIT);
  }

  @Test
  void work_ofOneAfterAnother_isAcceptedByASession() {
    SimulatedPerson mallory = SimulatedPerson.ofSeed(2, KEYS);
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().executor(Runnable::run).build();
        BehaviorSession session =
            monitor.open(SessionOptions.of(SubjectId.of("alice"), new SessionId("s")))) {
      int field = session.field("password", 0);
      for (SimulatedPerson who : List.of(alice, mallory, alice)) {
        if (who != alice) {
          who.takeOverFrom(alice);
        } else {
          alice.takeOverFrom(mallory);
        }
        assertThat(who.signIn(session, field)).isEqualTo(KEYS + 1);
        who.work(session);
      }
      monitor
          .statistics()
          .events()
          .forEach((kind, counts) -> assertThat(counts).as(kind.name()).hasSize(1));
    }
  }

  @Test
  void imitateRoutesOf_visitsAsThatPersonWould() {
    SimulatedPerson mallory = SimulatedPerson.ofSeed(2, KEYS);
    mallory.imitateRoutesOf(1);
    List<Integer> routes = routes(mallory.bout(Doing.VISITING));
    assertThat(routes).isEqualTo(routes(alice.bout(Doing.VISITING)));
  }

  private static List<Integer> routes(List<BehaviorEvent> visits) {
    return visits.stream().map(event -> ((BehaviorEvent.Visit) event).route()).toList();
  }

  @Test
  void pointer_pressesAndReleasesInTurn() {
    List<PointerAction> buttons =
        actions(SimulatedPointer.ofSeed(3).actions(50, 0)).stream()
            .filter(what -> what == PointerAction.PRESS || what == PointerAction.RELEASE)
            .toList();
    assertThat(buttons).hasSize(100);
    for (int i = 0; i < buttons.size(); i++) {
      assertThat(buttons.get(i))
          .isEqualTo(i % 2 == 0 ? PointerAction.PRESS : PointerAction.RELEASE);
    }
  }

  @Test
  void pointer_dragsAndScrollsNowAndThen() {
    assertThat(actions(SimulatedPointer.ofSeed(3).actions(200, 0)))
        .contains(PointerAction.values());
  }

  @Test
  void pointer_slowsDownTowardsItsTarget() {
    List<BehaviorEvent> events = SimulatedPointer.ofSeed(3).actions(100, 0);
    double middle = 0;
    double end = 0;
    int from = 0;
    for (int i = 0; i < events.size(); i++) {
      if (actions(events.subList(i, i + 1)).get(0) == PointerAction.PRESS) {
        if (i - from > 12) {
          middle += step(events, (from + i) / 2);
          end += step(events, i - 2);
        }
        from = i + 2;
      }
    }
    assertThat(middle).isGreaterThan(4 * end);
  }

  private static double step(List<BehaviorEvent> events, int at) {
    BehaviorEvent.Pointer one = (BehaviorEvent.Pointer) events.get(at);
    BehaviorEvent.Pointer next = (BehaviorEvent.Pointer) events.get(at + 1);
    return Math.hypot(next.x() - one.x(), next.y() - one.y());
  }

  @Test
  void writer_sharesOneTimeAndShuffles() {
    List<BehaviorEvent> block = SimulatedWriter.ofSeed(4).block(0);
    assertThat(block).hasSize(SimulatedWriter.BLOCK);
    assertThat(block.stream().map(BehaviorEvent::timeMicros).distinct()).hasSize(1);
    long chained = 0;
    for (int i = 0; i + 1 < block.size(); i++) {
      BehaviorEvent.FreeTextPair pair = (BehaviorEvent.FreeTextPair) block.get(i);
      BehaviorEvent.FreeTextPair next = (BehaviorEvent.FreeTextPair) block.get(i + 1);
      chained += pair.second() == next.first() ? 1 : 0;
    }
    assertThat(chained).as("pairs that could follow each other").isLessThan(40);
  }

  @Test
  void visitor_visitsOnlyRoutesOfTheApplication() {
    List<Integer> known = SimulatedVisitor.routes().stream().map(Route::number).toList();
    assertThat(known).doesNotHaveDuplicates();
    assertThat(routes(SimulatedVisitor.ofSeed(5).visits(500, 0))).isSubsetOf(known);
  }

  @Test
  void people_sayNothingOfThemselves() {
    assertThat(alice).hasToString("SimulatedPerson");
    assertThat(SimulatedPointer.ofSeed(1)).hasToString("SimulatedPointer");
  }
}
