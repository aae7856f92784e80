package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.simulated.Draws;
import dev.demeanor.simulated.SimulatedPointer;
import dev.demeanor.simulated.SimulatedTypist;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same events give the same decisions to the bit, however they arrive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionMachinePropertyTest {

  private static final int SEEDS = 40;

  private final MachineFixture fixture = new MachineFixture();

  @BeforeAll
  void enrol() {
    fixture.templates.put(0, fixture.typing(120));
    fixture.templates.put(1, fixture.pointing(120));
    fixture.templates.expect(1 << MachineFixture.KEYSTROKE);
  }

  /** Events of a session, and after which of them there is an assessment. */
  private record Stream(EventBuffer events, Set<Integer> assessments) {}

  /** Entries and pointer moves of a subject and an impostor, shuffled, repeated and lost. */
  private Stream stream(long seed) {
    Draws draws = new Draws(seed);
    SimulatedTypist impostor = new SimulatedTypist(1_000 + seed, MachineFixture.KEYS);
    SimulatedPointer pointer = new SimulatedPointer(seed, 400, 300);
    EventBuffer clean = new EventBuffer(400);
    for (int i = 0; i < 12; i++) {
      SimulatedTypist who = draws.uniform() < 0.3 ? impostor : fixture.typist;
      who.waitUntil(Math.max(impostor.nowMicros(), fixture.typist.nowMicros()));
      who.next().addTo(clean, 0);
      for (int moves = draws.below(14); moves > 0; moves--) {
        pointer.addMove(clean);
      }
    }
    EventBuffer events = new EventBuffer(900);
    Set<Integer> assessments = new HashSet<>();
    for (int i = 0; i < clean.size(); i++) {
      if (draws.uniform() > 0.01) {
        events.addFrom(clean, i);
      }
      if (draws.uniform() < 0.1) {
        events.addFrom(clean, draws.below(i + 1));
      }
      if (draws.uniform() < 0.06) {
        assessments.add(events.size() - 1);
      }
    }
    return new Stream(events, assessments);
  }

  /** Feeds from one buffer; saves and loads the session before each event in {@code reloads}. */
  private List<String> decisions(Stream stream, Set<Integer> reloads) {
    SessionState state = fixture.typingSession();
    List<String> decisions = new ArrayList<>();
    for (int i = 0; i < stream.events().size(); i++) {
      if (reloads.contains(i)) {
        state = fixture.load(fixture.save(state));
      }
      fixture.machine.observe(state, stream.events(), i);
      if (stream.assessments().contains(i)) {
        decisions.add(MachineFixture.bits(fixture.assess(state, 60_000L * i)));
      }
    }
    return decisions;
  }

  /** Feeds from small buffers of random size that are used again and again. */
  private List<String> decisionsInBatches(Stream stream, Draws draws) {
    SessionState state = fixture.typingSession();
    List<String> decisions = new ArrayList<>();
    EventBuffer batch = new EventBuffer(32);
    int fed = 0;
    while (fed < stream.events().size()) {
      batch.clear();
      int size = Math.min(1 + draws.below(32), stream.events().size() - fed);
      for (int i = 0; i < size; i++) {
        batch.addFrom(stream.events(), fed + i);
      }
      for (int i = 0; i < size; i++, fed++) {
        fixture.machine.observe(state, batch, i);
        if (stream.assessments().contains(fed)) {
          decisions.add(MachineFixture.bits(fixture.assess(state, 60_000L * fed)));
        }
      }
    }
    return decisions;
  }

  @Test
  void decisions_inBatches_areThoseOfSingleEvents() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Stream stream = stream(seed);
      assertThat(decisionsInBatches(stream, new Draws(seed)))
          .as("seed %d", seed)
          .isEqualTo(decisions(stream, Set.of()));
    }
  }

  @Test
  void decisions_afterSavingAndLoadingAnywhere_areThoseWithout() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Stream stream = stream(seed);
      Draws draws = new Draws(seed);
      Set<Integer> reloads = new HashSet<>();
      for (int i = 0; i < stream.events().size(); i++) {
        if (draws.uniform() < 0.2) {
          reloads.add(i);
        }
      }
      assertThat(decisions(stream, reloads))
          .as("seed %d", seed)
          .isEqualTo(decisions(stream, Set.of()));
    }
  }

  @Test
  void decisions_ofTwoMachines_areAlike() {
    MachineFixture other = new MachineFixture();
    other.templates.put(0, fixture.templates.template(0));
    other.templates.put(1, fixture.templates.template(1));
    other.templates.expect(1 << MachineFixture.KEYSTROKE);
    Stream stream = stream(3);
    SessionState state = other.typingSession();
    List<String> decisions = new ArrayList<>();
    for (int i = 0; i < stream.events().size(); i++) {
      other.machine.observe(state, stream.events(), i);
      if (stream.assessments().contains(i)) {
        decisions.add(MachineFixture.bits(other.assess(state, 60_000L * i)));
      }
    }
    assertThat(decisions).isEqualTo(decisions(stream, Set.of()));
  }

  @Test
  void streams_ofThisTest_showEveryVerdictAndReasonThatMatters() {
    StringBuilder all = new StringBuilder();
    for (long seed = 0; seed < SEEDS; seed++) {
      decisions(stream(seed), Set.of()).forEach(all::append);
    }
    assertThat(all)
        .contains(" ALLOW ", " CHALLENGE ", " DENY ", "pointer", "field.password")
        .as("a modality missing, windows dropped")
        .containsPattern(" 1000000\\b| 1[01]{6} ")
        .containsPattern(" 1[01]{13} ");
  }
}
