package dev.demeanor.machine;

import static dev.demeanor.machine.MachineFixture.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.decision.ReasonCode;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.trust.TrustConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Saved sessions, whole and damaged. */
class SessionStateFormatTest {

  private final MachineFixture fixture = new MachineFixture();

  private final DecisionMachine machine = fixture.machine;

  private final SessionState state = fixture.typingSession();

  private final EventBuffer one = new EventBuffer(1);

  @Test
  void load_cutOffAtAnyByte_isCorrupt() {
    byte[] saved = busySession();
    for (int length = 0; length < saved.length; length++) {
      byte[] cut = Arrays.copyOf(saved, length);
      assertThatThrownBy(() -> fixture.load(cut))
          .as("%d of %d bytes", length, saved.length)
          .isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void load_anyByteChanged_isCorruptOrASessionThatGoesOn() {
    byte[] saved = busySession();
    for (int at = 0; at < saved.length; at++) {
      byte[] changed = saved.clone();
      changed[at] ^= (byte) 0x55;
      SessionState loaded;
      try {
        loaded = fixture.load(changed);
      } catch (CorruptStateException expected) {
        continue;
      }
      one.clear();
      one.addFixedTextKey(0, 2, Long.MAX_VALUE / 2, 1);
      machine.observe(loaded, one, 0);
      assertThat(fixture.assess(loaded, 1).trust()).as("byte %d", at).isBetween(0.0, 1.0);
    }
  }

  private byte[] busySession() {
    fixture.type(state, fixture.typist);
    fixture.type(state, fixture.typist);
    fixture.point(state, fixture.pointer);
    one.clear();
    fixture.typist.next().addKey(one, 0, 0);
    machine.observe(state, one, 0);
    machine.challengeFailed(state);
    return fixture.save(state);
  }

  @Test
  void load_underOtherModalities_isCorrupt() {
    DecisionMachine typingOnly =
        new DecisionMachine(
            List.of(new FixedTextExtractorProvider()),
            TrustConfig.defaults(),
            EnrolmentPolicy.defaults());
    byte[] saved = fixture.save(state);
    assertThatThrownBy(() -> typingOnly.load(new StateReader(saved)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("modalities");
  }

  @Test
  void load_keepsFlagsAndCounters() {
    for (int i = 0; i < 5; i++) {
      fixture.type(state, fixture.typist);
    }
    machine.challengeFailed(state);
    SessionState loaded = fixture.load(fixture.save(state));
    Assessment assessment = fixture.assess(loaded, 0);
    assertThat(has(assessment, ReasonCode.WINDOWS_DROPPED)).isTrue();
    assertThat(has(assessment, ReasonCode.CHALLENGE_FAILED)).isTrue();
    assertThat(fixture.load(fixture.save(loaded)).assessment().sequence()).isZero();
    assertThat(fixture.assess(fixture.load(fixture.save(loaded)), 0).sequence()).isEqualTo(2);
  }
}
