package dev.demeanor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.event.Modality;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.subject.Provenance;
import dev.demeanor.trust.Fusion;
import dev.demeanor.trust.TrustLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyJsonTest {

  private static final MonitorConfig DEFAULTS = MonitorConfig.defaults();
  private static final Modality SCROLL = new Modality("scroll");

  @Test
  void read_answersWhatWasWritten() {
    MonitorConfig config =
        DEFAULTS
            .withTrust(
                DEFAULTS
                    .trust()
                    .withFusion(Fusion.LINEAR_POOL)
                    .withWeights(Map.of(Modality.POINTER, 0.1 + 0.2, SCROLL, 2.0))
                    .withPrior(0.7)
                    .withMaxAccumulated(4.5)
                    .withCreditHalfLife(Duration.ofSeconds(90))
                    .withLimits(
                        new TrustLimits(2.5, Map.of(Modality.POINTER, 1.5), Set.of(SCROLL))))
            .withSegment(
                "admin", new SegmentPolicy(new Thresholds(0.9, 0.6), 0.5, Verdict.CHALLENGE))
            .withFailurePolicy(Verdict.CHALLENGE, Verdict.DENY)
            .withEnrolment(
                DEFAULTS
                    .enrolment()
                    .withMinimum(150)
                    .withExcluded(Set.of(Provenance.IMPORTED, Provenance.DEV))
                    .withAdaptation(new AdaptationPolicy(AdaptationMode.SELF, 0.7, 1.5, 3)))
            .withBlockDuration(Duration.ofHours(2));
    MonitorConfig base =
        DEFAULTS.withTrust(DEFAULTS.trust().withWeights(Map.of()).withLimits(TrustLimits.none()));
    MonitorConfig read = PolicyJson.read(PolicyJson.write(config), base);
    assertThat(read).isEqualTo(config);
    assertThat(read.policyVersion()).isEqualTo(config.policyVersion());
  }

  @Test
  void read_withoutLimits_answersWhatWasWritten() {
    MonitorConfig config = DEFAULTS.withTrust(DEFAULTS.trust().withLimits(TrustLimits.none()));
    assertThat(PolicyJson.read(PolicyJson.write(config), config)).isEqualTo(config);
  }

  @Test
  void read_keepsWhatIsLeftOut() {
    MonitorConfig read = PolicyJson.read("{\"segments\":{\"default\":{\"allow\":0.9}}}", DEFAULTS);
    assertThat(read.trust()).isEqualTo(DEFAULTS.trust());
    assertThat(read.segment("default").thresholds()).isEqualTo(new Thresholds(0.9, 0.5));
    assertThat(PolicyJson.read("{}", DEFAULTS)).isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"format\":2}",
        "{\"threshold\":0.9}",
        "{\"trust\":{\"priors\":0.9}}",
        "{\"trust\":{\"prior\":1.5}}",
        "{\"trust\":{\"prior\":\"0.9\"}}",
        "{\"trust\":{\"fusion\":\"MAGIC\"}}",
        "{\"trust\":{\"creditHalfLife\":\"soon\"}}",
        "{\"trust\":[]}",
        "{\"enrolment\":{\"minimum\":3}}",
        "{\"enrolment\":{\"excluded\":[\"NOBODY\"]}}",
        "{\"enrolment\":{\"adaptation\":{\"mode\":\"ALWAYS\"}}}",
        "{\"enrolment\":{\"adaptation\":{\"budget\":1}}}",
        "{\"segments\":{\"default\":{\"allow\":0.4}}}",
        "{\"segments\":{\"default\":{\"coldStart\":\"MAYBE\"}}}",
        "{\"format\":1} {}"
      })
  void read_refusesWhatIsNoPolicy(String json) {
    assertThatThrownBy(() -> PolicyJson.read(json, DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
