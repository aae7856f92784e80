package dev.demeanor.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.event.Source;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdjudicationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void pending_hasNeitherDecisionNorReviewer() {
    assertThat(Adjudication.PENDING.status().text()).isEqualTo("pending");
    assertThatThrownBy(() -> new Adjudication(Adjudication.Status.PENDING, null, "jane", null))
        .hasMessageContaining("reviewerId");
    assertThatThrownBy(
            () ->
                new Adjudication(
                    Adjudication.Status.PENDING, Adjudication.Decision.GENUINE, null, null))
        .hasMessageContaining("decision");
  }

  @Test
  void decided_needsDecisionReviewerAndReason() {
    assertThat(Adjudication.decided(Adjudication.Decision.IMPOSTOR, "jane", "why").decision())
        .isEqualTo(Adjudication.Decision.IMPOSTOR);
    assertThatThrownBy(() -> new Adjudication(Adjudication.Status.DECIDED, null, "jane", "why"))
        .hasMessageContaining("decision");
    assertThatThrownBy(
            () ->
                new Adjudication(
                    Adjudication.Status.DECIDED, Adjudication.Decision.GENUINE, null, "why"))
        .hasMessageContaining("reviewerId");
    assertThatThrownBy(
            () ->
                new Adjudication(
                    Adjudication.Status.DECIDED, Adjudication.Decision.GENUINE, "jane", null))
        .hasMessageContaining("reviewerNotes");
    assertThatThrownBy(
            () -> Adjudication.decided(Adjudication.Decision.GENUINE, "jane", "x".repeat(4_001)))
        .hasMessageContainingAll("reviewerNotes", "4000", "4001");
    assertThatThrownBy(() -> Adjudication.inReview(" ")).hasMessageContaining("reviewerId");
  }

  @Test
  void toString_showsNeitherSubjectNorNotes() {
    SecurityEvent event =
        SecurityEvent.pending("e", "default", "TAKE_OVER", NOW, "s3cret", "s3cret", null)
            .with(Adjudication.decided(Adjudication.Decision.GENUINE, "jane", "s3cret"));
    assertThat(event.version()).isEqualTo(2);
    assertThat(event.toString()).contains("TAKE_OVER", "DECIDED").doesNotContain("s3cret");
    assertThat(SecurityEventFilter.of("default").withSubjectKey("s3cret").toString())
        .doesNotContain("s3cret");
  }

  @Test
  void event_checksItsParts() {
    assertThatThrownBy(
            () -> SecurityEvent.pending("e", "default", "take-over", NOW, "subject", null, null))
        .hasMessageContainingAll("kind", "take-over");
    assertThatThrownBy(
            () -> SecurityEvent.pending(" ", "default", "TAKE_OVER", NOW, "subject", null, null))
        .hasMessageContaining("id must have");
    assertThatThrownBy(
            () ->
                new SecurityEvent(
                    "e", "d", "K", NOW, "subject", null, null, Adjudication.PENDING, 0))
        .hasMessageContainingAll("version", "was 0");
  }

  @Test
  void sample_copiesItsFeaturesAndShowsNone() {
    TemplateKey key =
        new TemplateKey(SubjectId.of("alice"), Source.freeText(), DeviceClass.DESKTOP);
    byte[] features = {1, 2};
    Sample sample = new Sample("s", key, NOW, Provenance.LIVE, "schema", features);
    features[0] = 9;
    sample.features()[1] = 9;
    assertThat(sample.features()).containsExactly(1, 2);
    assertThat(sample)
        .isEqualTo(new Sample("s", key, NOW, Provenance.LIVE, "schema", new byte[] {1, 2}))
        .isNotEqualTo(new Sample("s", key, NOW, Provenance.LIVE, "schema", new byte[] {1, 3}));
    assertThat(sample.toString()).doesNotContain("alice", "[1");
    assertThatThrownBy(
            () ->
                new Sample("s", key, NOW, Provenance.LIVE, "x", new byte[Sample.MAX_FEATURES + 1]))
        .hasMessageContainingAll("65536", "65537");
  }
}
