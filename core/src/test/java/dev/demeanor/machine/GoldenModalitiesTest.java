package dev.demeanor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.machine.GoldenModalities.Kind;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link GoldenModalities} holds loads and answers to the bit as on the day it was written.
 */
class GoldenModalitiesTest {

  private static final Map<Kind, Integer> SAMPLES =
      Map.of(Kind.FREE_TEXT, 60, Kind.POINTER, 883, Kind.NAVIGATION, 720);

  /** Raw score and evidence of each probe. */
  private static final Map<Kind, List<String>> ANSWERS =
      Map.of(
          Kind.FREE_TEXT,
          List.of(
              "-0x1.0a93ca2681b4fp-3 -0x1.4b74eac7e3ad6p2",
              "0x1.9773f8c44444bp-7 -0x1.26f188005f299p2",
              "-0x1.ce3401a740da8p-6 -0x1.3327f46cb310ap2"),
          Kind.POINTER,
          List.of(
              "-0x1.dcecebd9791f8p3 -0x1.27ffa63b61ddbp-1",
              "-0x1.ed389946803aep3 -0x1.90ac69928e944p-1",
              "-0x1.f1712eb64ef23p3 -0x1.aba4cee848d12p-1"),
          Kind.NAVIGATION,
          List.of(
              "-0x1.32c0f3b318668p1 -0x1.484975faa3736p-3",
              "-0x1.5be4064a5e39cp1 -0x1.150ac280c90ecp-2",
              "-0x1.f93bc6b679938p1 -0x1.613d8aa5f9278p-1"));

  /** Units, tokens and features of the stored window after a probe has followed. */
  private static final Map<Kind, String> WINDOWS =
      Map.of(
          Kind.FREE_TEXT, "1 units, 79 features, 249 tokens, 6d0cb466d8883c1a",
          Kind.POINTER, "23 units, 55 features, 0 tokens, 60c403cb116b226",
          Kind.NAVIGATION, "18 units, 6 features, 18 tokens, fd80836da1d3e7ef");

  @ParameterizedTest
  @EnumSource
  void template_scoresAsWhenItWasWritten(Kind kind) throws IOException {
    EnrolledTemplate template = kind.template();
    assertThat(template.samples()).isEqualTo(SAMPLES.get(kind));
    assertThat(template.samples(Provenance.CHALLENGE)).isPositive();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FeatureExtractor extractor = kind.extractor.create();
      GoldenModalities.accept(extractor, kind.probe(i), 0);
      ScoreBuffer out = new ScoreBuffer();
      template.model().score(GoldenModalities.features(extractor), out);
      assertThat(out.abstention()).isNull();
      double evidence = template.calibration().evidence(out.raw());
      answers.add(Double.toHexString(out.raw()) + " " + Double.toHexString(evidence));
    }
    assertThat(answers).isEqualTo(ANSWERS.get(kind));
  }

  @ParameterizedTest
  @EnumSource
  void template_isWrittenAsItWasRead(Kind kind) throws IOException {
    assertThat(kind.template().toTemplate(kind.key(), Instant.EPOCH).payload())
        .isEqualTo(GoldenFiles.bytes(kind.templateFile()));
  }

  @ParameterizedTest
  @EnumSource
  void extractor_isWrittenAsItWasRead(Kind kind) throws IOException {
    assertThat(GoldenModalities.state(kind.storedExtractor()))
        .isEqualTo(GoldenFiles.bytes(kind.extractorFile()));
  }

  @ParameterizedTest
  @EnumSource
  void extractor_goesOnAsWhenItWasWritten(Kind kind) throws IOException {
    FeatureExtractor extractor = kind.storedExtractor();
    GoldenModalities.accept(extractor, kind.probe(1), 0);
    assertThat(bits(GoldenModalities.features(extractor))).isEqualTo(WINDOWS.get(kind));
  }

  /** Everything a window says, to the bit, in a few words. */
  private static String bits(FeatureVector window) {
    long hash = 1;
    for (int j = 0; j < window.size(); j++) {
      hash = 31 * hash + (window.isMissing(j) ? 7 : Double.doubleToLongBits(window.value(j)));
    }
    for (int i = 0; i < window.tokenCount(); i++) {
      hash = 31 * hash + window.token(i);
    }
    return window.units()
        + " units, "
        + window.present()
        + " features, "
        + window.tokenCount()
        + " tokens, "
        + Long.toHexString(hash);
  }
}
