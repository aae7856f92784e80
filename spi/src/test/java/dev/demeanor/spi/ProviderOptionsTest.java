package dev.demeanor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderOptionsTest {

  @Test
  void none_givesDefaults() {
    ProviderOptions none = ProviderOptions.none();
    assertThat(none.find("size")).isEmpty();
    assertThat(none.find(Clock.class)).isEmpty();
    assertThat(none.getInt("size", 7, 1, 10)).isEqualTo(7);
    assertThat(none.getDuration("wait", Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void getInt_takesBothEndsOfTheRange() {
    assertThat(ProviderOptions.none().with("size", "1").getInt("size", 7, 1, 10)).isEqualTo(1);
    assertThat(ProviderOptions.none().with("size", " 10 ").getInt("size", 7, 1, 10)).isEqualTo(10);
  }

  @Test
  void getInt_namesOptionRuleAndValue() {
    for (String text : new String[] {"0", "11", "ten", "", "99999999999", "1.5"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ProviderOptions.none().with("size", text).getInt("size", 7, 1, 10))
          .withMessage("size must be a whole number from 1 to 10, was \"" + text + "\"");
    }
  }

  @Test
  void getDuration_readsIso8601() {
    assertThat(ProviderOptions.none().with("wait", "PT15M").getDuration("wait", Duration.ZERO))
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void getDuration_namesOptionRuleAndValue() {
    for (String text : new String[] {"15m", "PT0S", "PT-1S", "", "PT9999999999999999999H"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ProviderOptions.none().with("w", text).getDuration("w", Duration.ZERO))
          .withMessage(
              "w must be a positive ISO-8601 duration such as PT15M, was \"" + text + "\"");
    }
  }

  @Test
  void with_leavesTheOriginalAsItWas() {
    ProviderOptions one = ProviderOptions.none().with("a", "1");
    ProviderOptions two = one.with("a", "2").with("b", "3");
    assertThat(one.find("a")).contains("1");
    assertThat(one.find("b")).isEmpty();
    assertThat(two.find("a")).contains("2");
  }

  @Test
  void with_carriesHostObjectsUnderTheirType() {
    Clock clock = Clock.systemUTC();
    ProviderOptions options = ProviderOptions.none().with(Clock.class, clock).with("a", "1");
    assertThat(options.find(Clock.class)).containsSame(clock);
    assertThat(options.find(Object.class)).isEmpty();
  }

  @Test
  void of_copiesTheMap() {
    Map<String, String> settings = new HashMap<>(Map.of("a", "1"));
    ProviderOptions options = ProviderOptions.of(settings);
    settings.put("a", "2");
    assertThat(options.find("a")).contains("1");
  }

  @Test
  void toString_showsNamesAndNoValue() {
    assertThat(ProviderOptions.none().with("password", "hunter2"))
        .hasToString("ProviderOptions[password]");
  }
}
