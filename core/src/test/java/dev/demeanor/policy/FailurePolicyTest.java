package dev.demeanor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Verdict;
import dev.demeanor.replay.PolicyJson;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

  private final FailurePolicy policy =
      FailurePolicy.defaults()
          .with(Dependency.AUDIT, Verdict.CHALLENGE)
          .with("/transfers/**", Dependency.AUDIT, Verdict.DENY)
          .with("/transfers/{id}/receipt", Dependency.AUDIT, Verdict.ALLOW)
          .with("/transfers/large/**", Dependency.TEMPLATES, Verdict.CHALLENGE);

  @Test
  void verdict_ofARouteComesBeforeThatOfItsBeginningAndOfAll() {
    assertThat(policy.verdict(Dependency.AUDIT, null)).isEqualTo(Verdict.CHALLENGE);
    assertThat(policy.verdict(Dependency.AUDIT, "/accounts")).isEqualTo(Verdict.CHALLENGE);
    assertThat(policy.verdict(Dependency.AUDIT, "/transfers/{id}")).isEqualTo(Verdict.DENY);
    assertThat(policy.verdict(Dependency.AUDIT, "/transfers/{id}/receipt"))
        .isEqualTo(Verdict.ALLOW);
    assertThat(policy.verdict(Dependency.AUDIT, "/transfers/large/{id}"))
        .as("what a longer beginning leaves out is as for the shorter one")
        .isEqualTo(Verdict.DENY);
    assertThat(policy.verdict(Dependency.TEMPLATES, "/transfers/large/{id}"))
        .isEqualTo(Verdict.CHALLENGE);
    assertThat(policy.verdict(Dependency.MODELS, "/transfers/large/{id}")).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void canonical_differsForOtherVerdictsOnARoute() {
    assertThat(policy.canonical())
        .isNotEqualTo(policy.with("/a", Dependency.BLOCKS, Verdict.DENY).canonical());
  }

  @Test
  void policyJson_keepsVerdictsOfRoutes() {
    MonitorConfig config = MonitorConfig.defaults().withFailures(policy);
    MonitorConfig read = PolicyJson.read(PolicyJson.write(config), MonitorConfig.defaults());
    assertThat(read.failures()).isEqualTo(policy);
    assertThat(read.policyVersion()).isEqualTo(config.policyVersion());
  }
}
