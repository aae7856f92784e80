package dev.demeanor.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftWatchTest {

  private static final int FEATURES = 30;
  private static final List<String> NAMES =
      IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList();

  private final Random random = new Random(20);

  private float[] run(double shift) {
    float[] run = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      run[i] = (float) (random.nextGaussian() + (i < 3 ? shift : 0));
    }
    return run;
  }

  private static DriftWatch watch() {
    return new DriftWatch(NAMES, DriftBounds.subject(), 0.01);
  }

  private List<DriftChange> add(DriftWatch watch, int runs, double shift) {
    List<DriftChange> changes = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      watch.add(run(shift)).ifPresent(changes::add);
    }
    return changes;
  }

  @Test
  void add_findsNothingWhereNothingChanges() {
    int warnings = 0;
    for (int i = 0; i < 50; i++) {
      DriftWatch watch = watch();
      List<DriftChange> changes = add(watch, 132, 0);
      assertThat(changes).noneMatch(change -> change.to() == DriftLevel.DRIFTED);
      warnings += changes.isEmpty() ? 0 : 1;
    }
    assertThat(warnings).isLessThanOrEqualTo(2); // of 50, each compared 90 times
  }

  @Test
  void add_findsWhatHasMoved() {
    DriftWatch watch = watch();
    add(watch, 32, 0);
    List<DriftChange> changes = add(watch, 24, 4);
    assertThat(changes).hasSize(1);
    DriftChange change = changes.get(0);
    assertThat(change.isWorse()).isTrue();
    assertThat(change.to()).isEqualTo(DriftLevel.DRIFTED);
    assertThat(change.most().feature()).isIn("f0", "f1", "f2");
    assertThat(change.features()).isEqualTo(3);
    assertThat(change.compared()).isEqualTo(FEATURES);
    assertThat(change.most().reference()).isEqualTo(32);
  }

  @Test
  void add_warnsOfLess() {
    DriftWatch watch = watch();
    add(watch, 32, 0);
    assertThat(add(watch, 40, 1.7)).extracting(DriftChange::to).containsOnly(DriftLevel.WARNING);
  }

  @Test
  void add_saysNothingBeforeThereIsEnough() {
    DriftWatch watch = watch();
    add(watch, 32, 0);
    assertThat(add(watch, DriftBounds.subject().least() - 1, 9)).isEmpty();
    assertThat(watch.level()).isEqualTo(DriftLevel.STABLE);
  }

  @Test
  void add_isStableAgainWhenTheFeaturesAreAsTheyWere() {
    DriftWatch watch = watch();
    add(watch, 32, 0);
    add(watch, 24, 4);
    List<DriftChange> changes = add(watch, 40, 0);
    assertThat(watch.level()).isEqualTo(DriftLevel.STABLE);
    assertThat(changes.get(changes.size() - 1).features()).isZero();
  }

  @Test
  void compare_controlsFalseDiscoveries() {
    int found = 0;
    int tests = 0;
    for (int i = 0; i < 100; i++) {
      DriftWatch watch = watch();
      add(watch, 56, 0);
      List<FeatureDrift> all = watch.compare();
      tests += all.size();
      found += (int) all.stream().filter(each -> each.isSignificant(0.01)).count();
    }
    assertThat(tests).isEqualTo(100 * FEATURES);
    assertThat(found).isLessThanOrEqualTo(5); // without the adjustment some 30
  }

  @Test
  void compare_leavesOutWhatIsMostlyMissing() {
    DriftWatch watch = watch();
    for (int i = 0; i < 56; i++) {
      float[] run = run(0);
      run[7] = i % 5 == 0 ? run[7] : Float.NaN;
      Optional<DriftChange> unused = watch.add(run);
    }
    assertThat(watch.compare()).hasSize(FEATURES - 1);
    assertThat(watch.compare()).noneMatch(each -> each.feature().equals("f7"));
  }

  @Test
  void shares_tellWhereARunLiesInTheReference() {
    DriftWatch watch = watch();
    add(watch, 32, 0);
    float[] far = run(50);
    far[9] = Float.NaN;
    float[] shares = watch.shares(far);
    assertThat(shares[0]).isEqualTo(1);
    assertThat(shares[9]).isNaN();
    assertThat(shares[5]).isBetween(0f, 1f);
  }

  @Test
  void closeReference_takesWhatThereIs() {
    DriftWatch watch = watch();
    add(watch, 12, 0);
    assertThat(watch.hasReference()).isFalse();
    watch.closeReference();
    assertThat(add(watch, 14, 5)).extracting(DriftChange::to).containsExactly(DriftLevel.DRIFTED);
  }
}
