package dev.demeanor.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

  private static final String PEER = "10.0.0.1";

  private final ClientAddresses addresses =
      new ClientAddresses(List.of("10.0.0.0/8", "fd00::/8"), ForwardedHeader.X_FORWARDED);
  private final ClientAddresses forwarded =
      new ClientAddresses(List.of("10.0.0.0/8"), ForwardedHeader.FORWARDED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.9                            | 203.0.113.9
          198.51.100.1, 203.0.113.9              | 203.0.113.9
          203.0.113.9, 10.1.2.3                  | 203.0.113.9
          203.0.113.9:5678                       | 203.0.113.9
          [2001:db8::1]:5678                     | 2001:db8:0:0:0:0:0:1
          2001:DB8::1                            | 2001:db8:0:0:0:0:0:1
          ::ffff:203.0.113.9                     | 203.0.113.9
          10.9.9.9                               | 10.9.9.9
          unknown                                | 10.0.0.1
          203.0.113.9, nonsense                  | 10.0.0.1
          203.0.113.9, example.org               | 10.0.0.1
          203.0.113.9, 300.1.1.1                 | 10.0.0.1
          """)
  void of_walksTheHeaderFromTheRight(String header, String client) {
    assertThat(addresses.of(request(PEER, "X-Forwarded-For", header))).isEqualTo(client);
  }

  @Test
  void of_peerThatIsNoProxy_isThePeer() {
    HttpServletRequest request = request("203.0.113.9", "X-Forwarded-For", "198.51.100.1");
    assertThat(addresses.of(request)).isEqualTo("203.0.113.9");
  }

  @Test
  void of_looksAtTheHeaderThatIsConfiguredOnly() {
    HttpServletRequest request = request(PEER, "Forwarded", "for=198.51.100.1");
    assertThat(addresses.of(request)).isEqualTo(PEER);
    assertThat(forwarded.of(request)).isEqualTo("198.51.100.1");
  }

  @Test
  void of_readsQuotedElementsOfForwarded() {
    String header = "for=198.51.100.1;proto=http, For=\"[2001:db8::7]:80\";proto=https;by=_x";
    assertThat(forwarded.of(request(PEER, "Forwarded", header))).isEqualTo("2001:db8:0:0:0:0:0:7");
  }

  @Test
  void of_addressWithAZone_leavesItOut() {
    assertThat(addresses.of(request("fe80::1%eth0", "X", "y"))).isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  @Test
  void networkOf_isTheFirstHalfOfAnIpv6Address() {
    assertThat(addresses.networkOf(request("2001:db8::1", "X", "y")))
        .isEqualTo(addresses.networkOf(request("2001:db8::2", "X", "y")))
        .isNotEqualTo(addresses.networkOf(request("2001:db8:0:1::1", "X", "y")));
    assertThat(addresses.networkOf(request("203.0.113.9", "X", "y"))).isEqualTo("203.0.113.9");
  }

  @Test
  void isSecure_believesTheNearestProxyOnly() {
    Map<String, String> http =
        Map.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https, http");
    Map<String, String> https =
        Map.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "http, https");
    assertThat(addresses.isSecure(request(PEER, http))).isFalse();
    assertThat(addresses.isSecure(request(PEER, https))).isTrue();
    assertThat(addresses.isSecure(request("203.0.113.9", https))).isFalse();
    assertThat(forwarded.isSecure(request(PEER, "Forwarded", "for=203.0.113.9;proto=https")))
        .isTrue();
  }

  @Test
  void isSecure_holdsForLoopback() {
    assertThat(addresses.isSecure(request("127.0.0.1", "X", "y"))).isTrue();
    assertThat(addresses.isSecure(request("::1", "X", "y"))).isTrue();
  }

  private static HttpServletRequest request(String peer, String name, String value) {
    return request(peer, Map.of(name, value));
  }

  private static HttpServletRequest request(String peer, Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientAddressesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "isSecure" -> false;
                  case "getHeaders" -> {
                    String value = headers.get((String) arguments[0]);
                    yield Collections.enumeration(value == null ? List.of() : List.of(value));
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
