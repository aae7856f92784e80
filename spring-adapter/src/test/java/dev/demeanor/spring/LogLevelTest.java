package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** How much is logged is configuration, for everything of Demeanor under one name. */
@ExtendWith(OutputCaptureExtension.class)
class LogLevelTest {

  private static final String NAME = "dev.demeanor";
  private static final String SUMMARY = "Demeanor watches:";

  @SpringBootConfiguration(proxyBeanMethods = false)
  @ImportAutoConfiguration({DemeanorAutoConfiguration.class, DemeanorJdbcAutoConfiguration.class})
  static class Application {}

  /** Levels are those of the whole process. */
  @AfterEach
  void asBefore() {
    LoggingSystem.get(getClass().getClassLoader()).setLogLevel(NAME, LogLevel.INFO);
  }

  private static void start(String level) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .run("--logging.level." + NAME + "=" + level)) {
      assertThat(context.isActive()).isTrue();
    }
  }

  @Test
  void level_thatIsLow_showsTheStart(CapturedOutput output) {
    start("info");
    assertThat(output).contains(SUMMARY);
  }

  @Test
  void level_thatIsHigh_leavesTheLogEmpty(CapturedOutput output) {
    start("warn");
    assertThat(output).doesNotContain(SUMMARY, "dev.demeanor");
  }
}
