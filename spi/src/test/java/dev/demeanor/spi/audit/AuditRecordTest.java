package dev.demeanor.spi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Source;
import dev.demeanor.spi.detector.AbstentionReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditRecordTest {

  @Test
  void decided_mustBeDurableUnlessAllowIsComputed() {
    assertThat(decided(Verdict.ALLOW, Verdict.ALLOW).mustBeDurable()).isFalse();
    assertThat(decided(Verdict.ALLOW, Verdict.CHALLENGE).mustBeDurable()).isTrue();
    assertThat(decided(Verdict.ALLOW, Verdict.DENY).mustBeDurable()).isTrue();
    assertThat(decided(Verdict.DENY, Verdict.DENY).mustBeDurable()).isTrue();
  }

  @Test
  void decided_copiesArrayInAndOut() {
    byte[] prior = {1, 2};
    AuditRecord.Decided decided = decided(prior, new ArrayList<>());
    prior[0] = 9;
    decided.priorTrust()[1] = 9;
    assertThat(decided.priorTrust()).containsExactly(1, 2);
  }

  @Test
  void decided_copiesTheEvidence() {
    List<Evidence> evidence = new ArrayList<>();
    AuditRecord.Decided decided = decided(new byte[0], evidence);
    evidence.add(abstained(AbstentionReason.NO_DATA));
    assertThat(decided.evidence()).isEmpty();
  }

  @Test
  void decided_differsWithItsVerdict() {
    assertThat(decided(Verdict.DENY, Verdict.DENY)).isEqualTo(decided(Verdict.DENY, Verdict.DENY));
    assertThat(decided(Verdict.ALLOW, Verdict.DENY))
        .isNotEqualTo(decided(Verdict.DENY, Verdict.DENY));
  }

  @Test
  void abstention_saysHowFarEnrolmentHasCome() {
    assertThat(abstained(AbstentionReason.COLD_START)).hasToString("COLD_START 37/100");
    assertThat(abstained(AbstentionReason.NO_DATA)).hasToString("NO_DATA");
  }

  private static Evidence abstained(AbstentionReason reason) {
    return new Evidence.Abstained(Source.pointer(), 0, "hash", reason, 37, 100);
  }

  private static AuditRecord.Decided decided(Verdict effective, Verdict computed) {
    Decision decision = new Decision("s", 1, 1000, effective, computed, Mode.SHADOW, 0.9, 0.5, 0);
    return new AuditRecord.Decided(
        decision, "subject", null, "default", Thresholds.DEFAULT, "p", List.of(), 0, new byte[0]);
  }

  private static AuditRecord.Decided decided(byte[] prior, List<Evidence> evidence) {
    Decision decision =
        new Decision("s", 1, 1000, Verdict.ALLOW, Verdict.ALLOW, Mode.SHADOW, 0.9, 0.5, 0);
    return new AuditRecord.Decided(
        decision, "subject", null, "default", Thresholds.DEFAULT, "p", evidence, 0, prior);
  }
}
