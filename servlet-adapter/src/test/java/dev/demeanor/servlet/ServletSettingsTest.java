package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServletSettingsTest {

  private final ServletSettings defaults = ServletSettings.defaults();

  @Test
  void defaults_areThoseOfTheDocumentation() {
    assertThat(defaults.eventsPath()).isEqualTo("/demeanor/events");
    assertThat(defaults.scriptPath()).isEqualTo("/demeanor/collector.js");
    assertThat(defaults.ingestLimit().attempts()).isEqualTo(240);
    assertThat(defaults.attemptLimit().attempts()).isEqualTo(20);
    assertThat(defaults.nonceLife()).isEqualTo(Duration.ofMinutes(5));
    assertThat(defaults.trustedProxies()).isEmpty();
    assertThat(defaults.httpsOnly()).isTrue();
    assertThat(defaults.challengePath()).isNull();
    assertThat(defaults.withHttpsOnly(false).httpsOnly()).isFalse();
  }

  @Test
  void mistakes_areNamed() {
    assertThatThrownBy(() -> defaults.withPaths("events", "/demeanor/collector.js"))
        .hasMessageContaining("eventsPath")
        .hasMessageContaining("\"events\"");
    assertThatThrownBy(() -> defaults.withChallengePath("/prove/")).hasMessageContaining("/prove/");
    assertThatThrownBy(() -> defaults.withNonceLife(Duration.ofHours(2)))
        .hasMessageContaining("PT2H");
    assertThatThrownBy(
            () -> defaults.withTrustedProxies(List.of("proxy"), ForwardedHeader.FORWARDED))
        .hasMessageContaining("trustedProxies must be an address or a CIDR range")
        .hasMessageContaining("\"proxy\"");
  }
}
