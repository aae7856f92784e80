package dev.demeanor.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.128.0/17, 192.168.128.1, true",
    "192.168.128.0/17, 192.168.127.1, false",
    "203.0.113.9, 203.0.113.9, true",
    "203.0.113.9, 203.0.113.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "2001:db8::, 2001:0DB8:0:0::0, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "::ffff:10.0.0.0/104, 11.1.2.3, false",
    "::/0, 203.0.113.9, false"
  })
  void contains_comparesTheFirstBits(String range, String address, boolean inside) {
    assertThat(AddressRange.of(range).contains(NetworkAddress.find(address).orElseThrow()))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "10.0/8",
        "::/129",
        "1.2.3.4.5",
        "01.2.3.4",
        "fe80::1%eth0",
        ":::",
        "12345::",
        "::ffff:10.0.0.0/24",
        "10.0.0.0/8/8",
        " 10.0.0.1"
      })
  void of_whatIsNoRange_isRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> AddressRange.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0.0/8");
  }

  @Test
  void rangesOfTheSameAddresses_areEqual() {
    assertThat(AddressRange.of("10.9.8.7/8")).isEqualTo(AddressRange.of("10.0.0.0/8"));
    assertThat(AddressRange.of("10.9.8.7/8")).hasToString("10.0.0.0/8");
    assertThat(AddressRange.of("2001:db8::/64")).isNotEqualTo(AddressRange.of("2001:db8::/65"));
  }

  @Test
  void contains_ofATextThatIsNoAddress_isFalse() {
    AddressRange everything = AddressRange.of("0.0.0.0/0");
    assertThat(everything.contains("localhost")).isFalse();
    assertThat(everything.contains("127.0.0.1")).isTrue();
    assertThat(AddressRange.of("fe80::/10").contains("fe80::1%eth0")).isTrue();
  }
}
