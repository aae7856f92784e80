package dev.demeanor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.MonitorConfig;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.trust.TrustLimits;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest {

  private static final MonitorConfig DEFAULTS = MonitorConfig.defaults();

  private static MonitorConfig recorded(MonitorConfig config) {
    Policies policies = new Policies();
    policies.add(
        new AuditRecord.PolicyApplied(
            "p-1", Instant.EPOCH, "v", List.of("keystroke"), PolicyJson.write(config)));
    Redecision found = policies.find("v");
    assertThat(found).isNotNull();
    return found.config();
  }

  @Test
  void find_aPolicyOfDefaults_isThatPolicy() {
    assertThat(recorded(DEFAULTS)).isEqualTo(DEFAULTS);
  }

  @Test
  void find_aPolicyWithoutLimits_isNotGivenThoseOfToday() {
    AdaptationPolicy unlimited =
        DEFAULTS
            .enrolment()
            .adaptation()
            .withDriftBudget(Double.POSITIVE_INFINITY)
            .withAnchorLead(Double.POSITIVE_INFINITY);
    MonitorConfig config =
        DEFAULTS
            .withTrust(DEFAULTS.trust().withLimits(TrustLimits.none()))
            .withEnrolment(DEFAULTS.enrolment().withAdaptation(unlimited));
    assertThat(recorded(config)).isEqualTo(config);
  }
}
