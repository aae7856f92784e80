package dev.demeanor.machine;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.KeyHistogramProvider;
import dev.demeanor.evidence.ShrunkMahalanobisProvider;
import dev.demeanor.evidence.TransitionProvider;
import dev.demeanor.feature.FreeTextExtractorProvider;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.feature.SimulatedBehavior;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Stored forms of free text, pointer and navigation as the first release wrote them, loaded for
 * ever: templates and extractors in the middle of a window. They were made from simulated behaviour
 * by {@link #write}, which does not run unless asked for:
 *
 * <pre>
 *   mvn -pl core -am test -Dtest=GoldenModalities -Ddemeanor.golden=write \
 *       -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * A new format gets new files beside these; these and what {@link GoldenModalitiesTest} expects of
 * them do not change.
 */
class GoldenModalities {

  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final int WINDOWS = 60;

  /** A source with the detector and the extractor it has by default. */
  enum Kind {
    FREE_TEXT(Source.freeText(), new FreeTextExtractorProvider(), new KeyHistogramProvider()) {
      @Override
      EventBuffer simulated(RandomGenerator random) {
        return SimulatedBehavior.freeText(random, 50, 90);
      }

      @Override
      EventBuffer probe(int number) {
        EventBuffer events = new EventBuffer(50);
        KeyClass[] classes = KeyClass.values();
        for (int i = 0; i < 50; i++) {
          long dwell = 60_000 + 1_000 * ((37L * i + 11L * number) % 90);
          long toPress = 70_000 + 1_000 * ((53L * i + 29L * number) % 300);
          events.addFreeTextPair(
              classes[i % 7], classes[(3 * i + number) % 7], 9_000_000, dwell, toPress);
        }
        return events;
      }
    },
    POINTER(Source.pointer(), new PointerExtractorProvider(), new ShrunkMahalanobisProvider()) {
      @Override
      EventBuffer simulated(RandomGenerator random) {
        return SimulatedBehavior.pointer(random, 15, 9);
      }

      @Override
      EventBuffer probe(int number) {
        EventBuffer events = new EventBuffer(12 * 20);
        long time = 9_000_000_000L;
        for (int action = 0; action < 12; action++) {
          for (int i = 0; i < 14 + action % 3; i++) {
            time += 9_000 + 1_000 * ((7L * i + number) % 9);
            events.addPointer(
                PointerAction.MOVE, time, 100 + (11 + number) * i, 200 + (i * i + 5 * action) % 70);
          }
          events.addPointer(PointerAction.PRESS, time + 20_000, 300, 220);
          events.addPointer(PointerAction.RELEASE, time + 110_000 + 5_000L * number, 300, 220);
          time += 400_000;
        }
        return events;
      }
    },
    NAVIGATION(Source.navigation(), new NavigationExtractorProvider(), new TransitionProvider()) {
      @Override
      EventBuffer simulated(RandomGenerator random) {
        return SimulatedBehavior.visits(random, 12, 1_000, 9);
      }

      @Override
      EventBuffer probe(int number) {
        EventBuffer events = new EventBuffer(10);
        for (int i = 0; i < 10; i++) {
          events.addVisit(
              1_000 + (i + i * number / 4) % 11, 9_000_000_000L + (1_700_000L + 90_000L * i) * i);
        }
        return events;
      }
    };

    final Source source;
    final FeatureExtractorProvider extractor;
    private final DetectorProvider detector;

    Kind(Source source, FeatureExtractorProvider extractor, DetectorProvider detector) {
      this.source = source;
      this.extractor = extractor;
      this.detector = detector;
    }

    /** Returns behaviour for a window. */
    abstract EventBuffer simulated(RandomGenerator random);

    /** Returns behaviour for a window that depends on no random source. */
    abstract EventBuffer probe(int number);

    Detector detector() {
      return detector.create(ProviderOptions.none());
    }

    String templateFile() {
      return "template-" + detector.name() + "-1.bin";
    }

    String extractorFile() {
      return "extractor-" + extractor.name() + "-1.bin";
    }

    TemplateKey key() {
      return new TemplateKey(GoldenFiles.ALICE, source, DeviceClass.DESKTOP);
    }

    EnrolledTemplate template() throws IOException {
      String hash = extractor.create().schema().hash();
      return EnrolledTemplate.of(
          GoldenFiles.template(templateFile(), source, detector.name(), hash), detector());
    }

    /** Returns the extractor in the middle of a window, as it was stored. */
    FeatureExtractor storedExtractor() throws IOException {
      FeatureExtractor stored = extractor.create();
      StateReader in = new StateReader(GoldenFiles.bytes(extractorFile()));
      stored.loadState(in);
      in.expectEnd();
      return stored;
    }
  }

  static void accept(FeatureExtractor extractor, EventBuffer events, int from) {
    for (int i = from; i < events.size(); i++) {
      extractor.accept(events, i);
    }
  }

  static FeatureVector features(FeatureExtractor extractor) {
    FeatureVector vector = new FeatureVector(extractor.schema());
    extractor.writeTo(vector);
    vector.setUnits(extractor.units());
    return vector;
  }

  static byte[] state(FeatureExtractor extractor) {
    StateWriter out = new StateWriter();
    extractor.saveState(out);
    return out.toByteArray();
  }

  @Test
  @EnabledIfSystemProperty(named = "demeanor.golden", matches = "write")
  void write() throws IOException {
    for (Kind kind : Kind.values()) {
      RandomGenerator random = new SplittableRandom(kind.ordinal() + 1);
      EnrolledTemplate template =
          EnrolledTemplate.empty(kind.detector(), kind.extractor.create().schema());
      for (int i = 0; i < WINDOWS; i++) {
        FeatureExtractor extractor = kind.extractor.create();
        accept(extractor, kind.simulated(random), 0);
        Provenance provenance = i == 0 ? Provenance.CHALLENGE : Provenance.LIVE;
        template = template.learn(features(extractor), provenance, new ScoreBuffer());
      }
      byte[] payload = template.toTemplate(kind.key(), Instant.EPOCH).payload();
      Files.write(FOLDER.resolve(kind.templateFile()), payload);
      FeatureExtractor open = kind.extractor.create();
      EventBuffer events = kind.simulated(random);
      for (int i = 0; i < 2 * events.size() / 3; i++) {
        open.accept(events, i);
      }
      Files.write(FOLDER.resolve(kind.extractorFile()), state(open));
    }
  }
}
