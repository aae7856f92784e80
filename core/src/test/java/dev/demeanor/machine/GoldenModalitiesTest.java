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
              "-0x1.a44e6d42c28f6p-1 -0x1.77ae17bdc72acp2",
              "-0x1.7c3198c19999bp-2 -0x1.5f2eb234b594ep2",
              "-0x1.e45adff6147adp-2 -0x1.67d672b419bdfp2"),
          Kind.POINTER,
          List.of(
              "-0x1.7e9dbae7767ecp3 -0x1.71fd5be2a997cp2",
              "-0x1.809c1cecf676p3 -0x1.7245c243b15e4p2",
              "-0x1.b23ef29f81dbp3 -0x1.77c14ab011957p2"),
          Kind.NAVIGATION,
          List.of(
              "-0x1.32c0f3c4bf01cp1 -0x1.efa520854e37ap-5",
              "-0x1.5be4065157876p1 -0x1.192897b9c318ap-2",
              "-0x1.f93bc6cf197c6p1 -0x1.15106ada5a498p0"));

  /** Units, tokens and features of the stored window after a probe has followed. */
  private static final Map<Kind, String> WINDOWS =
      Map.of(
          Kind.FREE_TEXT, "1 units, 79 features, 249 tokens, 6cb5e465008aa9c6",
          Kind.POINTER, "23 units, 55 features, 220 tokens, 844aa884a08715ac",
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
