package dev.demeanor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.address.AddressRange;
import dev.demeanor.subject.SubjectId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowListTest {

  private static final SubjectId ALICE = SubjectId.of("alice");

  private static AllowList addresses(String... ranges) {
    return new AllowList(
        Set.of(),
        Set.of(),
        Stream.of(ranges).map(AddressRange::of).collect(Collectors.toSet()),
        Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.200, true",
    "::ffff:192.0.2.200, true",
    "192.0.3.1, false",
    "2001:db8:1::5, true",
    "2001:0db8:0001:0:0:0:0:5, true",
    "2001:db8:2::5, false",
    "fe80::7%eth0, true",
    "203.0.113.9, true",
    "203.0.113.10, false",
    "office.example, false"
  })
  void isExempt_comparesAddressesWithRangesHoweverTheyAreWritten(String address, boolean exempt) {
    AllowList list = addresses("192.0.2.0/24", "2001:db8:1::/48", "fe80::/10", "203.0.113.9");
    assertThat(list.isExempt(ALICE, null, address, "default")).isEqualTo(exempt);
  }
}
