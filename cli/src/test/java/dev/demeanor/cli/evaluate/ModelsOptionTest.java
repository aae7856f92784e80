package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsOptionTest {

  @ParameterizedTest
  @CsvSource({
    "models, models, active",
    "models@candidate, models, candidate",
    "a@b/models@v1, a@b/models, v1",
    "jdbc:postgresql://db/app, jdbc:postgresql://db/app, active",
    "jdbc:postgresql://db/app@previous, jdbc:postgresql://db/app, previous",
    "jdbc:postgresql://db/app?password=p@ss, jdbc:postgresql://db/app?password=p@ss, active",
    "jdbc:mariadb://me@db/app@tribuo-ocsvm-0123456789ab, jdbc:mariadb://me@db/app,"
        + " tribuo-ocsvm-0123456789ab"
  })
  void of_takesTheVersionAfterTheLastAt_andLeavesPasswordsAlone(
      String option, String where, String version) {
    assertThat(ModelsOption.of(option, "demeanor_", null))
        .isEqualTo(new ModelsOption(where, version, "demeanor_", null));
  }
}
