package dev.demeanor.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.subject.Provenance;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolmentPolicyTest {

  private static final EnrolmentPolicy DEFAULTS = EnrolmentPolicy.defaults();

  @ParameterizedTest
  @CsvSource({
    // samples, ready, provenance, vouched, accepted, admitted
    "0,   false, LIVE,      true,  true,  true",
    "0,   false, LIVE,      true,  false, true",
    "0,   false, LIVE,      false, true,  true",
    "0,   false, LIVE,      false, false, false",
    "99,  false, LIVE,      false, true,  true",
    "100, false, LIVE,      false, true,  true",
    "100, true,  LIVE,      false, true,  false",
    "100, true,  LIVE,      true,  true,  true",
    "199, true,  LIVE,      true,  false, true",
    "200, true,  LIVE,      true,  true,  false",
    "200, false, LIVE,      true,  true,  true",
    "0,   false, CHALLENGE, true,  true,  true",
    "0,   false, IMPORTED,  true,  true,  true",
    "0,   false, DEV,       true,  true,  false",
    "0,   false, DEV,       false, true,  false"
  })
  void admits_followsTheTable(
      int samples,
      boolean ready,
      Provenance provenance,
      boolean vouched,
      boolean accepted,
      boolean admitted) {
    assertThat(DEFAULTS.admits(samples, ready, provenance, vouched, accepted)).isEqualTo(admitted);
  }

  @Test
  void admits_onlyWhatIsNotExcluded() {
    EnrolmentPolicy policy = DEFAULTS.withExcluded(Set.of(Provenance.IMPORTED));
    assertThat(policy.admits(0, false, Provenance.DEV, true, true)).isTrue();
    assertThat(policy.admits(0, false, Provenance.IMPORTED, true, true)).isFalse();
  }

  @Test
  void minimum_belowTheLowest_isRefusedByNameAndValue() {
    assertThatThrownBy(() -> DEFAULTS.withMinimum(29))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimum must be >= 30, was 29");
    assertThat(DEFAULTS.withMinimum(30).minimum()).isEqualTo(30);
  }

  @Test
  void target_belowTheMinimum_isRefusedByNameAndValue() {
    assertThatThrownBy(() -> DEFAULTS.withTarget(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target must be >= minimum = 100, was 99");
  }

  @Test
  void withMinimum_aboveTheTarget_raisesTheTarget() {
    assertThat(DEFAULTS.withMinimum(300).target()).isEqualTo(300);
    assertThat(DEFAULTS.withMinimum(150).target()).isEqualTo(200);
  }

  @Test
  void excluded_isCopied() {
    Set<Provenance> excluded = new HashSet<>(Set.of(Provenance.DEV));
    EnrolmentPolicy policy = DEFAULTS.withExcluded(excluded);
    excluded.clear();
    assertThat(policy.excluded()).containsExactly(Provenance.DEV);
  }

  @Test
  void canonical_differsWheneverThePolicyDoes() {
    Stream<EnrolmentPolicy> different =
        Stream.of(
            DEFAULTS,
            DEFAULTS.withMinimum(50),
            DEFAULTS.withTarget(150),
            DEFAULTS.withExcluded(Set.of()),
            DEFAULTS.withAdaptation(AdaptationPolicy.defaults().withMode(AdaptationMode.SELF)),
            DEFAULTS.withAdaptation(AdaptationPolicy.defaults().withDriftBudget(2)),
            DEFAULTS.withAdaptation(AdaptationPolicy.defaults().withQuarantine(3)),
            DEFAULTS.withExcluded(Set.of(Provenance.DEV, Provenance.LIVE)));
    assertThat(different.map(EnrolmentPolicy::canonical)).doesNotHaveDuplicates();
  }
}
