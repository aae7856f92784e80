package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

class InvalidConfigurationTest {

  private static FailureAnalysis failure(String... properties) {
    FailureAnalysis[] analysis = new FailureAnalysis[1];
    Contexts.plain()
        .withPropertyValues(properties)
        .run(
            context -> {
              assertThat(context).hasFailed();
              analysis[0] = new InvalidConfigurationAnalyzer().analyze(context.getStartupFailure());
            });
    return Objects.requireNonNull(analysis[0], "no analysis");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demeanor.enrolment.minimum=5      | demeanor.enrolment: minimum must be >= 30, was 5",
        "demeanor.deadline=0s              | demeanor.deadline: deadline must be positive",
        "demeanor.segments.vip.allow=1.5   | demeanor.segments.vip:",
        "demeanor.node=a b                 | demeanor.node: node must match",
        "demeanor.recent-decisions=0       | demeanor.recent-decisions: capacity must be >= 1",
        "demeanor.store.type=jdbc          | demeanor.secret: is required when templates",
        "demeanor.blocks.alarms.account=1  | demeanor.blocks: account must be 0, or at least 2",
        "demeanor.blocks.longest=1m        | demeanor.blocks: longest must be at least first",
        "demeanor.blocks.jitter=1          | demeanor.blocks: jitter must be in [0, 1), was 1.0",
        "demeanor.blocks.grace=-1s         | demeanor.blocks: grace must be >= 0, was PT-1S",
        "demeanor.factors.failures=-1      | demeanor.factors: failures must be in [0, 1000], was"
            + " -1",
        "demeanor.retention.every=0s       | demeanor.retention: retention.every must be > 0",
        "demeanor.exemptions.subjects[0]=  | demeanor.exemptions.subjects:",
        "demeanor.drift.subjects=-1        | demeanor.drift: subjects must be >= 0, was -1",
        "demeanor.drift.false-discovery-rate=1 | demeanor.drift: falseDiscoveryRate must be in",
        "demeanor.drift.subject.least=3    | demeanor.drift.subject: least must be in [4, 1000]",
        "demeanor.drift.population.warning=0.5 | demeanor.drift.population: warning and drifted",
        "demeanor.exemptions.addresses=lan | demeanor.exemptions.addresses: must be an address or"
            + " a CIDR range such as 10.0.0.0/8 or fd00::/8, was \"lan\"",
        "demeanor.enforcement.reason=trial | demeanor.enforcement: enforcement needs an actor",
      })
  void failure_namesPropertyAndRule(String property, String said) {
    assertThat(failure(property).getDescription()).contains(said);
  }

  @Test
  void enforcement_isRefusedWithoutSecret() {
    assertThat(
            failure("demeanor.enforcement.actor=ops", "demeanor.enforcement.reason=trial")
                .getDescription())
        .contains("demeanor.secret: is required in ENFORCE, was missing");
  }

  @Test
  void secret_isRefusedWhenShort() {
    FailureAnalysis failure = failure("demeanor.secret=" + Contexts.SECRET.substring(0, 31));
    assertThat(failure.getDescription()).contains("at least 32 characters, had 31");
    assertThat(failure.getAction()).contains("openssl rand");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "change-me-change-me-change-me-change-me",
        "this-is-my-super-secret-signing-key-2026",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "01234567890123456789012345678901",
        "your_secret_goes_here_your_secret_goes_here",
      })
  void secret_isRefusedWhenAPlaceholder(String secret) {
    FailureAnalysis failure = failure("demeanor.secret=" + secret);
    assertThat(failure.getDescription()).contains("must be random").doesNotContain(secret);
  }

  @Test
  void samples_areRefusedForLongerThanTheyMayBeKept(@TempDir Path folder) {
    assertThat(
            failure(
                    "demeanor.store.file=" + folder.resolve("samples"),
                    "demeanor.secret=" + Contexts.SECRET,
                    "demeanor.samples.retention=91d")
                .getDescription())
        .contains("demeanor.samples.retention: must be above 0 and at most PT2160H, was PT2184H");
  }

  @Test
  void spool_isRefusedWithoutRoom() {
    assertThat(
            failure("demeanor.spool.folder=unused", "demeanor.spool.max-size=0").getDescription())
        .contains("demeanor.spool.max-size: must be at least 1 byte, was 0B");
  }

  @Test
  void routineDelay_isRefusedWhenItIsTooLong() {
    assertThat(failure("demeanor.audit.routine-delay=1m").getDescription())
        .contains("demeanor.audit.routine-delay: routineDelay must be 0 to PT10S, was PT1M");
  }

  @Test
  void keys_areRefusedWithoutACurrentOne() {
    assertThat(
            failure(
                    "demeanor.store.type=jdbc",
                    "demeanor.store.file=mem",
                    "demeanor.secret=" + Contexts.SECRET,
                    "demeanor.keys.secrets.k1=" + Contexts.SECRET + "x")
                .getDescription())
        .contains("demeanor.keys.current: must name one of [k1], was missing");
  }
}
