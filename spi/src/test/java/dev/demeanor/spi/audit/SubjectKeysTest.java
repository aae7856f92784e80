package dev.demeanor.spi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubjectKeysTest {

  private static AuditRecord.Drifted drifted(@Nullable String subjectKey) {
    return new AuditRecord.Drifted(
        "drift-1",
        Instant.EPOCH,
        subjectKey,
        "pointer",
        "speed",
        "STABLE",
        "DRIFTED",
        0.25,
        0.125,
        1e-9,
        1000,
        200);
  }

  @Test
  void of_driftOfASubject_isThatSubject() {
    assertThat(SubjectKeys.of(drifted("subject-hash"))).isEqualTo("subject-hash");
  }

  @Test
  void of_driftOfEverybody_isNobody() {
    assertThat(SubjectKeys.of(drifted(null))).isNull();
  }

  @Test
  void of_chainedRecord_isTheSubjectOfTheRecordInIt() {
    AuditRecord chained =
        new AuditRecord.Chained(drifted("subject-hash"), "node-1", 1, "c".repeat(64), "{}");
    assertThat(SubjectKeys.of(chained)).isEqualTo("subject-hash");
  }
}
