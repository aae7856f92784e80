package dev.demeanor.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The database fails in six ways, under load: nothing reaches the caller, and nothing that was
 * answered is missing afterwards. System property {@code demeanor.failures.seconds} says how long
 * each lasts, {@code demeanor.failures.only} which, such as {@code H2/STOPPED}. Times are printed,
 * not asserted: they say something on an idle machine only.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
@DisabledIfSystemProperty(
    named = "demeanor.failures.seconds",
    matches = "0?",
    disabledReason = "takes minutes: .ci/failures runs it")
class FailureRunsTest {

  private static final int SECONDS =
      Math.max(1, Integer.getInteger("demeanor.failures.seconds", 5));

  @TempDir Path folder;

  static Stream<Arguments> runs() {
    String only = System.getProperty("demeanor.failures.only", "");
    return Stream.of(DatabaseServer.Kind.values())
        .flatMap(
            kind ->
                Stream.of(Fault.values())
                    .filter(fault -> only.isEmpty() || only.contains(kind + "/" + fault))
                    .map(fault -> Arguments.of(kind, fault)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void monitor_answersAndLosesNothing(DatabaseServer.Kind kind, Fault fault) throws Exception {
    FailureRun.Result result = new FailureRun(kind, fault, SECONDS, folder).run();
    System.out.println(FailureRun.Result.HEAD);
    System.out.println(result.row());
    String file = System.getProperty("demeanor.failures.table", "");
    if (!file.isBlank()) {
      Files.writeString(
          Path.of(file),
          result.row() + "\n",
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    }
    assertThat(result.exceptions()).as("exceptions that reached a caller").isZero();
    assertThat(result.decisions()).isPositive();
    assertThat(result.mustBeKept()).as("CHALLENGEs and DENYs").isPositive();
    assertThat(result.left()).as("backlog").isZero();
    assertThat(result.missing()).as("answered and not in the audit").isZero();
    assertThat(result.unbroken()).as("chain").isTrue();
    if (fault == Fault.DISK_FULL) {
      assertThat(result.notDurable()).as("decisions by failure policy").isPositive();
    }
  }
}
