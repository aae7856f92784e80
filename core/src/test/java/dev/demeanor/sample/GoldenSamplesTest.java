package dev.demeanor.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.enrolment.Lesson;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.Prior;
import dev.demeanor.feature.FixedTextSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.Sample;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Samples as the first release keeps them, one of each kind, read for ever. A new format gets a new
 * file beside this one. {@code -Ddemeanor.golden=write} made it.
 */
class GoldenSamplesTest {

  private static final String FILE = "golden/samples-1.hex";
  private static final TemplateKey KEY =
      new TemplateKey(SubjectId.of("alice"), Source.fixedText("password", 2), DeviceClass.DESKTOP);

  private static FeatureVector features() {
    FeatureVector features = new FeatureVector(FixedTextSchema.ofKeys(3));
    for (int i = 0; i < features.schema().size(); i++) {
      features.set(i, 80.25 + 17 * i);
    }
    features.setMissing(1);
    return features;
  }

  private static KeptWindow window() {
    return new KeptWindow("decision-7", 1, true, 41, new Prior(3, -0.75), features());
  }

  private static KeptLesson lesson() {
    return new KeptLesson(42, Lesson.ADAPT, 0.625, Provenance.LIVE, features());
  }

  private static List<Sample> samples() {
    Template template =
        new Template(
            KEY,
            41,
            "rhythm",
            features().schema().hash(),
            120,
            Instant.EPOCH,
            new byte[] {1, 2, 3});
    return List.of(
        window().toSample(KEY, Instant.EPOCH, Provenance.LIVE),
        lesson().toSample("lesson-1", KEY, Instant.EPOCH),
        KeptTemplate.toSamples("template-1", template, Instant.EPOCH).get(0));
  }

  private static Sample golden(int kind) throws IOException {
    try (InputStream in = GoldenSamplesTest.class.getResourceAsStream("/" + FILE)) {
      String line =
          new String(Objects.requireNonNull(in, FILE).readAllBytes(), US_ASCII)
              .lines()
              .toList()
              .get(kind);
      Sample like = samples().get(kind);
      return new Sample(
          like.id(),
          KEY,
          Instant.EPOCH,
          like.provenance(),
          like.schemaHash(),
          HexFormat.of().parseHex(line));
    }
  }

  @Test
  void windowOfFormatOne_isRead() throws IOException {
    KeptWindow window = (KeptWindow) KeptSample.of(golden(0));
    assertThat(window).usingRecursiveComparison().ignoringFields("features").isEqualTo(window());
    assertFeatures(window.features());
  }

  @Test
  void lessonOfFormatOne_isRead() throws IOException {
    KeptLesson lesson = (KeptLesson) KeptSample.of(golden(1));
    assertThat(lesson).usingRecursiveComparison().ignoringFields("features").isEqualTo(lesson());
    assertFeatures(lesson.features());
  }

  @Test
  void templateOfFormatOne_isRead() throws IOException {
    assertThat(KeptSample.of(golden(2)))
        .isEqualTo(new KeptTemplate(41, "rhythm", 120, 0, 1, new byte[] {1, 2, 3}));
  }

  private static void assertFeatures(FeatureVector read) {
    FeatureVector expected = features();
    assertThat(read.schema()).isEqualTo(expected.schema());
    assertThat(read.isMissing(1)).isTrue();
    for (int i = 0; i < expected.schema().size(); i++) {
      assertThat(read.isMissing(i)).isEqualTo(expected.isMissing(i));
      if (!expected.isMissing(i)) {
        assertThat(read.value(i)).isEqualTo(expected.value(i));
      }
    }
  }

  @Test
  void whatIsWritten_isFormatOne() throws IOException {
    for (int kind = 0; kind < samples().size(); kind++) {
      assertThat(samples().get(kind).features()).isEqualTo(golden(kind).features());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "demeanor.golden", matches = "write")
  void write() throws IOException {
    StringBuilder lines = new StringBuilder();
    samples().forEach(one -> lines.append(HexFormat.of().formatHex(one.features())).append('\n'));
    Files.writeString(Path.of("src/test/resources").resolve(FILE), lines);
  }
}
