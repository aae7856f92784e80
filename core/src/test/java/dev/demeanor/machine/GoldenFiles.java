package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.ManhattanScaledProvider;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.simulated.PointerPlaceProvider;
import dev.demeanor.simulated.SimulatedTypist;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Stored forms as the first release wrote them, loaded for ever. They were made from simulated
 * people by {@link #write}, which does not run unless asked for:
 *
 * <pre>
 *   mvn -pl core -am test -Dtest=GoldenFiles -Ddemeanor.golden=write \
 *       -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * A new format gets new files beside these; these and what {@link GoldenFilesTest} expects of them
 * do not change.
 */
class GoldenFiles {

  static final SubjectId ALICE = SubjectId.of("alice");

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  static Detector rhythm() {
    return new RhythmProvider().create(ProviderOptions.none());
  }

  static Detector manhattanScaled() {
    return new ManhattanScaledProvider().create(ProviderOptions.none());
  }

  /** Returns the template of which a golden file is the payload. */
  static Template template(String file, Source source, String detector, String schemaHash)
      throws IOException {
    TemplateKey key = new TemplateKey(ALICE, source, DeviceClass.DESKTOP);
    return new Template(key, 5, detector, schemaHash, 120, Instant.EPOCH, bytes(file));
  }

  static EnrolledTemplate rhythmTemplate() throws IOException {
    String hash = FixedTextSchema.ofKeys(MachineFixture.KEYS).hash();
    return EnrolledTemplate.of(
        template("template-rhythm-1.bin", MachineFixture.PASSWORD, "rhythm", hash), rhythm());
  }

  static EnrolledTemplate manhattanScaledTemplate() throws IOException {
    return EnrolledTemplate.of(
        template(
            "template-manhattan-scaled-1.bin",
            Source.pointer(),
            "manhattan-scaled",
            PointerPlaceProvider.SCHEMA.hash()),
        manhattanScaled());
  }

  static byte[] bytes(String file) throws IOException {
    try (InputStream in = GoldenFiles.class.getResourceAsStream("/golden/" + file)) {
      assertThat(in).as(file).isNotNull();
      return in.readAllBytes();
    }
  }

  /** Returns a probe that depends on no random source. */
  static FeatureVector probe(int number) {
    int keys = MachineFixture.KEYS;
    FeatureVector probe = new FeatureVector(FixedTextSchema.ofKeys(keys));
    for (int i = 0; i < keys; i++) {
      probe.set(i, 70 + (17 * i + 29 * number) % 60 + 0.25);
    }
    for (int i = 0; i < keys - 1; i++) {
      double pressToPress = 110 + (53 * i + 71 * number) % 200 + 0.5;
      probe.set(keys + i, pressToPress);
      probe.set(2 * keys - 1 + i, pressToPress - probe.value(i));
    }
    if (number % 3 == 2) {
      probe.setMissing(4);
    }
    return probe;
  }

  @Test
  @EnabledIfSystemProperty(named = "demeanor.golden", matches = "write")
  void write() throws IOException {
    Files.createDirectories(FOLDER);
    MachineFixture fixture = new MachineFixture();
    EnrolledTemplate typing = fixture.typing(119);
    typing =
        typing.learn(fixture.typist.next().features(), Provenance.CHALLENGE, new ScoreBuffer());
    EnrolledTemplate pointing = fixture.pointing(120);
    save("template-rhythm-1.bin", typing, MachineFixture.PASSWORD);
    save("template-manhattan-scaled-1.bin", pointing, Source.pointer());
    TemplateKey key = new TemplateKey(ALICE, PresenceProfile.SOURCE, DeviceClass.DESKTOP);
    Map<Modality, Long> present = Map.of(Modality.KEYSTROKE, 119L, Modality.POINTER, 60L);
    write(
        "presence-1.bin",
        PresenceProfile.empty().with(120, present).toTemplate(key, Instant.EPOCH).payload());
    fixture.templates.put(0, typing);
    fixture.templates.put(1, pointing);
    write("session-1.bin", fixture.save(session(fixture)));
  }

  /** A session with trust behind it, an open entry, an open block, and a window that waits. */
  private static SessionState session(MachineFixture fixture) {
    SessionState state = fixture.typingSession();
    fixture.type(state, fixture.typist);
    fixture.point(state, fixture.pointer);
    fixture.assess(state, 1_750_000_000_000L);
    SimulatedTypist impostor = new SimulatedTypist(99, MachineFixture.KEYS);
    fixture.type(state, impostor.waitUntil(fixture.typist.nowMicros()));
    EventBuffer events = new EventBuffer(10);
    SimulatedTypist.SimulatedEntry entry = fixture.typist.waitUntil(impostor.nowMicros()).next();
    for (int position : new int[] {1, 0, 2, 4}) {
      entry.addKey(events, 0, position);
    }
    for (int i = 0; i < 3; i++) {
      fixture.pointer.addMove(events);
    }
    fixture.feed(state, events);
    fixture.machine.challengeFailed(state);
    return state;
  }

  private static void save(String file, EnrolledTemplate template, Source source)
      throws IOException {
    TemplateKey key = new TemplateKey(ALICE, source, DeviceClass.DESKTOP);
    write(file, template.toTemplate(key, Instant.EPOCH).payload());
  }

  private static void write(String file, byte[] bytes) throws IOException {
    Files.write(FOLDER.resolve(file), bytes);
  }
}
