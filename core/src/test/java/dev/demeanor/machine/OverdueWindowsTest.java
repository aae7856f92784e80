package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Admission;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.trust.TrustConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of visits: complete with 20, or with 5 once half a minute has passed. */
class OverdueWindowsTest {

  private static final int NAVIGATION = 0;

  private final DecisionMachine machine =
      new DecisionMachine(
          List.of(new NavigationExtractorProvider(), new PointerExtractorProvider()),
          TrustConfig.defaults(),
          EnrolmentPolicy.defaults());
  private final SessionState state = machine.newSession();
  private final EventBuffer one = new EventBuffer(1);
  private long micros;

  private void visit(int times) {
    visit(state, times);
  }

  private void visit(SessionState session, int times) {
    for (int i = 0; i < times; i++) {
      one.clear();
      one.addVisit(3, micros += 1_000);
      assertThat(machine.observe(session, one, 0)).isEqualTo(Admission.ACCEPTED);
    }
  }

  @Test
  void closeOverdueWindows_withFewerThanLeast_closesNone() {
    visit(4);
    machine.closeOverdueWindows(state, 0);
    machine.closeOverdueWindows(state, 1_000_000);
    assertThat(state.isWaiting(NAVIGATION)).isFalse();
  }

  @Test
  void closeOverdueWindows_ofANewSession_closesAtOnce() {
    visit(5);
    machine.closeOverdueWindows(state, 0);
    assertThat(state.isWaiting(NAVIGATION)).isTrue();
  }

  @Test
  void closeOverdueWindows_countsFromTheLastTimeNothingWasReadable() {
    visit(4);
    machine.closeOverdueWindows(state, 10_000);
    visit(1);
    machine.closeOverdueWindows(state, 39_999);
    assertThat(state.isWaiting(NAVIGATION)).isFalse();
    machine.closeOverdueWindows(state, 40_000);
    assertThat(state.isWaiting(NAVIGATION)).isTrue();
  }

  @Test
  void closeOverdueWindows_afterClosing_countsAnew() {
    visit(5);
    machine.closeOverdueWindows(state, 0);
    visit(5);
    machine.closeOverdueWindows(state, 29_999);
    assertThat(state.sources.get(NAVIGATION).waiting()).isEqualTo(1);
    machine.closeOverdueWindows(state, 30_000);
    assertThat(state.sources.get(NAVIGATION).waiting()).isEqualTo(2);
  }

  @Test
  void closeOverdueWindows_again_countsNothingTwice() {
    visit(5);
    for (int i = 0; i < 10; i++) {
      machine.closeOverdueWindows(state, 60_000L * i);
    }
    assertThat(state.sources.get(NAVIGATION).waiting()).isEqualTo(1);
  }

  @Test
  void closeOverdueWindows_whenFull_saysThatAWindowWasDropped() {
    for (int i = 0; i <= SourceState.MAX_WAITING; i++) {
      assertThat(state.windowsDropped).isFalse();
      visit(5);
      machine.closeOverdueWindows(state, 60_000L * i);
    }
    assertThat(state.windowsDropped).isTrue();
    assertThat(state.sources.get(NAVIGATION).waiting()).isEqualTo(SourceState.MAX_WAITING);
  }

  @Test
  void closeOverdueWindows_withAClockThatWasSetBack_waits() {
    visit(4);
    machine.closeOverdueWindows(state, 1_000_000);
    visit(1);
    machine.closeOverdueWindows(state, 0);
    assertThat(state.isWaiting(NAVIGATION)).isFalse();
  }

  @Test
  void load_keepsSinceWhenAWindowIsOpen() {
    visit(4);
    machine.closeOverdueWindows(state, 10_000);
    StateWriter out = new StateWriter();
    machine.save(state, out);
    SessionState loaded = machine.load(new StateReader(out.toByteArray()));
    visit(loaded, 1);
    machine.closeOverdueWindows(loaded, 39_999);
    assertThat(loaded.isWaiting(NAVIGATION)).isFalse();
    machine.closeOverdueWindows(loaded, 40_000);
    assertThat(loaded.isWaiting(NAVIGATION)).isTrue();
  }
}
