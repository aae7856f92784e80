package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Modality;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Source;
import dev.demeanor.simulated.PointerPlaceProvider;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link GoldenFiles} holds loads and answers to the bit as on the day it was written. */
class GoldenFilesTest {

  private static final String[] RHYTHM = {
    "-0x1.6f1cc4dcc9be3p4 -0x1.60c4d1c8b8b26p2",
    "-0x1.525e369b2b204p4 -0x1.47571002e0618p2",
    "-0x1.5343315b9a7a2p4 -0x1.485c90e92efe2p2",
    "-0x1.52f4590e9cf8ap4 -0x1.48030433f0f54p2"
  };

  private static final String[] MANHATTAN = {
    "-0x1.a1ec69b97a502p0 0x1.3bd6dd0e70206p1",
    "-0x1.b2fb3ba8e717ap0 0x1.38378838333bbp1",
    "-0x1.41f8b842d21fep2 0x1.c42bbb28501ccp-1"
  };

  private static final String[] SESSION = {
    "2 DENY 10000000010 trust 0x1.7075b0fd8029bp-5 confidence 0x1.30c30c30c30c3p-1"
        + " | field.password -0x1.72dcc2ce34b1dp2",
    "3 DENY 10000000010 trust 0x1.7075b0fd8029bp-5 confidence 0x1.6db6db6db6db7p-1"
        + " | field.password -0x1.5691f43aa1454p2 | pointer 0x1.3c0028bf2f038p1"
  };

  /** The first four keys of the stored session's open entry were pressed about here. */
  private static final long REST_MICROS = 1_013_000_000L;

  private static String answer(EnrolledTemplate template, FeatureVector probe) {
    ScoreBuffer out = new ScoreBuffer();
    template.model().score(probe, out);
    double raw = out.raw();
    return Double.toHexString(raw) + " " + Double.toHexString(template.calibration().evidence(raw));
  }

  @Test
  void rhythmTemplate_scoresAsWhenItWasWritten() throws IOException {
    EnrolledTemplate template = GoldenFiles.rhythmTemplate();
    assertThat(template.samples()).isEqualTo(120);
    assertThat(template.samples(Provenance.LIVE)).isEqualTo(119);
    assertThat(template.samples(Provenance.CHALLENGE)).isEqualTo(1);
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(answer(template, GoldenFiles.probe(i)));
    }
    assertThat(answers).containsExactly(RHYTHM);
  }

  @Test
  void rhythmTemplate_isWrittenAsItWasRead() throws IOException {
    TemplateKey key =
        new TemplateKey(GoldenFiles.ALICE, MachineFixture.PASSWORD, DeviceClass.DESKTOP);
    assertThat(GoldenFiles.rhythmTemplate().toTemplate(key, Instant.EPOCH).payload())
        .isEqualTo(GoldenFiles.bytes("template-rhythm-1.bin"));
  }

  @Test
  void manhattanScaledTemplate_scoresAsWhenItWasWritten() throws IOException {
    EnrolledTemplate template = GoldenFiles.manhattanScaledTemplate();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FeatureVector probe = new FeatureVector(PointerPlaceProvider.SCHEMA);
      probe.set(0, 390.5 + 20 * i);
      probe.set(1, 310.25 - 30 * i);
      answers.add(answer(template, probe));
    }
    assertThat(answers).containsExactly(MANHATTAN);
  }

  @Test
  void presenceProfile_expectsWhatItDidWhenItWasWritten() throws IOException {
    PresenceProfile profile =
        PresenceProfile.of(
            GoldenFiles.template("presence-1.bin", PresenceProfile.SOURCE, "presence", "presence"));
    assertThat(profile.isExpected(Modality.KEYSTROKE)).isTrue();
    assertThat(profile.isExpected(Modality.POINTER)).isFalse();
  }

  @Test
  void session_goesOnAsWhenItWasWritten() throws IOException {
    MachineFixture fixture = new MachineFixture();
    fixture.templates.put(0, GoldenFiles.rhythmTemplate());
    fixture.templates.put(1, GoldenFiles.manhattanScaledTemplate());
    SessionState state = fixture.load(GoldenFiles.bytes("session-1.bin"));
    assertThat(state.sourceCount()).isEqualTo(2);
    assertThat(state.source(0)).isEqualTo(MachineFixture.PASSWORD);
    assertThat(state.source(1)).isEqualTo(Source.pointer());
    assertThat(state.isWaiting(0)).isTrue();
    List<String> decisions = new ArrayList<>();
    decisions.add(MachineFixture.bits(fixture.assess(state, 1_750_000_600_000L)));
    fixture.feed(state, restOfEntryAndBlock());
    decisions.add(MachineFixture.bits(fixture.assess(state, 1_750_001_200_000L)));
    assertThat(decisions).containsExactly(SESSION);
  }

  private static EventBuffer restOfEntryAndBlock() {
    EventBuffer events = new EventBuffer(20);
    for (int position = 5; position < MachineFixture.KEYS; position++) {
      events.addFixedTextKey(0, position, REST_MICROS + 150_000L * position, 90_000);
    }
    events.addFixedTextEnd(
        0, MachineFixture.KEYS, REST_MICROS + 3_000_000L, EntryOutcome.COMPLETED);
    for (int i = 3; i < PointerPlaceProvider.EVENTS; i++) {
      events.addPointer(PointerAction.MOVE, 1_000_000_000L + i, 400 + i, 300 - i);
    }
    return events;
  }
}
