package dev.demeanor.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class BootVersionCheckTest {

  @Configuration(proxyBeanMethods = false)
  static class Empty {}

  private static SpringApplicationBuilder application(BootVersionCheck check) {
    return new SpringApplicationBuilder(Empty.class)
        .web(WebApplicationType.NONE)
        .initializers(check);
  }

  @Test
  void start_failsOnBoot3WithWhatToDo(CapturedOutput output) {
    assertThatThrownBy(() -> application(new BootVersionCheck("3.5.16")).run())
        .isInstanceOf(UnsupportedBootVersionException.class);
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("needs Spring Boot 4, found 3.5.16")
        .contains("Use Spring Boot 4");
  }

  @Test
  void start_failsWhenTheVersionIsUnknown() {
    assertThatThrownBy(() -> application(new BootVersionCheck(null)).run())
        .hasMessageContaining("an unknown version");
  }

  @Test
  void start_goesOnWhenDisabled() {
    assertThatCode(
            () ->
                application(new BootVersionCheck("3.5.16"))
                    .properties(Map.of("demeanor.enabled", "false"))
                    .run()
                    .close())
        .doesNotThrowAnyException();
  }

  @Test
  void start_goesOnWithTheVersionThisIsBuiltFor() {
    assertThatCode(() -> application(new BootVersionCheck()).run().close())
        .doesNotThrowAnyException();
  }
}
