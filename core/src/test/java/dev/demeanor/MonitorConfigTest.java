package dev.demeanor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorConfigTest {

  private static final MonitorConfig DEFAULTS = MonitorConfig.defaults();

  @Test
  void mode_isShadowUntilSomebodyOverridesIt() {
    assertThat(DEFAULTS.mode()).isEqualTo(Mode.SHADOW);
    assertThat(DEFAULTS.enforcedBy("jane", "pilot").mode()).isEqualTo(Mode.ENFORCE);
    assertThatThrownBy(() -> DEFAULTS.enforcedBy("jane", " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.enforcedBy("", "pilot"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void policyVersion_changesWithEverythingThatDecides() {
    assertThat(
            List.of(
                DEFAULTS.policyVersion(),
                DEFAULTS.withTrust(DEFAULTS.trust().withPrior(0.9)).policyVersion(),
                DEFAULTS.withEnrolment(DEFAULTS.enrolment().withMinimum(50)).policyVersion(),
                DEFAULTS
                    .withSegment("vip", SegmentPolicy.defaults().withMinConfidence(0.5))
                    .policyVersion(),
                DEFAULTS.withFailurePolicy(Verdict.DENY, Verdict.ALLOW).policyVersion(),
                DEFAULTS.withFailurePolicy(Verdict.ALLOW, Verdict.DENY).policyVersion(),
                DEFAULTS.withBlockDuration(Duration.ofHours(1)).policyVersion()))
        .doesNotHaveDuplicates();
    assertThat(DEFAULTS.withDeadline(Duration.ofSeconds(1)).policyVersion())
        .isEqualTo(DEFAULTS.policyVersion());
  }

  @Test
  void segment_answersTheDefaultForAnUnknownName() {
    SegmentPolicy vip = SegmentPolicy.defaults().withMinConfidence(0.5);
    MonitorConfig config = DEFAULTS.withSegment("vip", vip);
    assertThat(config.segment("vip")).isEqualTo(vip);
    assertThat(config.segment("other")).isEqualTo(SegmentPolicy.defaults());
  }

  @Test
  void durationsAndLimits_mustBePositive() {
    assertThatThrownBy(() -> DEFAULTS.withDeadline(Duration.ZERO)).hasMessageContaining("deadline");
    assertThatThrownBy(() -> DEFAULTS.withBlockDuration(Duration.ofSeconds(-1)))
        .hasMessageContaining("first");
    assertThatThrownBy(() -> MonitorConfig.Limits.defaults().withSessions(0))
        .hasMessageContaining("sessions");
  }

  @Test
  void toString_ofOptionsNamesNobody() {
    SessionOptions options =
        SessionOptions.of(SubjectId.of("alice"), new SessionId("raw"))
            .withDevice(DeviceClass.PHONE)
            .withSegment("vip")
            .from("device-1", "203.0.113.9");
    assertThat(options.toString())
        .contains("PHONE", "vip")
        .doesNotContain("alice", "raw", "device-1", "203");
  }
}
