package dev.demeanor.servlet;

import dev.demeanor.address.AddressRange;
import dev.demeanor.address.NetworkAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request comes from. The peer's address, unless the peer is a trusted proxy: then the
 * header is walked from the right, past every further trusted proxy, to the first address that is
 * not one. What a client wrote further left is never looked at. Immutable.
 */
public final class ClientAddresses {

  /** More hops than any sane deployment has; the rest of a longer header is not looked at. */
  private static final int MOST_HOPS = 32;

  private static final int BYTES_OF_IPV6_NETWORK = 8;

  private final List<AddressRange> trusted;
  private final ForwardedHeader header;

  /**
   * Makes it.
   *
   * @param trustedProxies addresses or CIDR ranges; with none, headers are never looked at
   * @throws IllegalArgumentException if one of them is neither
   */
  public ClientAddresses(List<String> trustedProxies, ForwardedHeader header) {
    this.trusted = trustedProxies.stream().map(AddressRange::of).toList();
    this.header = header;
  }

  /** Returns the client's address; that of the last trusted proxy when the header names none. */
  public String of(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (!isTrusted(address)) {
      return normal(address);
    }
    for (String hop : hops(request)) {
      Optional<InetAddress> parsed = NetworkAddress.find(hop);
      if (parsed.isEmpty()) {
        break; // "unknown", an obfuscated name or rubbish: the hop before it is all we know
      }
      address = parsed.get().getHostAddress();
      if (!isTrusted(address)) {
        break;
      }
    }
    return normal(address);
  }

  /**
   * Returns what limits count by: an IPv4 address, or the first 64 bits of an IPv6 address, since
   * whoever has one address there has them all.
   */
  public String networkOf(HttpServletRequest request) {
    String address = of(request);
    Optional<InetAddress> parsed = NetworkAddress.find(address);
    if (parsed.isEmpty() || !(parsed.get() instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = parsed.get().getAddress();
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < BYTES_OF_IPV6_NETWORK; i++) {
      network.append(String.format(Locale.ROOT, "%02x", bytes[i] & 0xFF));
    }
    return network.append("/64").toString();
  }

  /**
   * Returns whether the request came over HTTPS as far as we can trust, or never left this machine.
   */
  public boolean isSecure(HttpServletRequest request) {
    return request.isSecure()
        || NetworkAddress.find(of(request)).filter(InetAddress::isLoopbackAddress).isPresent()
        || isTrusted(request.getRemoteAddr()) && "https".equals(forwardedProtocol(request));
  }

  /** The hops of the header, the nearest first. */
  private List<String> hops(HttpServletRequest request) {
    String name = header == ForwardedHeader.FORWARDED ? "Forwarded" : "X-Forwarded-For";
    List<String> hops = new ArrayList<>();
    for (String value : Collections.list(request.getHeaders(name))) {
      for (String hop : value.split(",", -1)) {
        hops.add(header == ForwardedHeader.FORWARDED ? parameter(hop, "for") : hop);
      }
    }
    Collections.reverse(hops);
    return hops.stream().limit(MOST_HOPS).map(ClientAddresses::withoutPort).toList();
  }

  private String forwardedProtocol(HttpServletRequest request) {
    String name = header == ForwardedHeader.FORWARDED ? "Forwarded" : "X-Forwarded-Proto";
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.isEmpty()) {
      return "";
    }
    String last = values.get(values.size() - 1);
    String nearest = last.substring(last.lastIndexOf(',') + 1);
    String protocol =
        header == ForwardedHeader.FORWARDED ? parameter(nearest, "proto") : nearest.trim();
    return protocol.toLowerCase(Locale.ROOT);
  }

  /** Returns a parameter of an element of {@code Forwarded}, empty when it is not there. */
  private static String parameter(String element, String name) {
    for (String pair : element.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).trim().equalsIgnoreCase(name)) {
        String value = pair.substring(equals + 1).trim();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
      }
    }
    return "";
  }

  /** Takes the port off {@code 1.2.3.4:5} and {@code [::1]:5}. */
  private static String withoutPort(String hop) {
    String text = hop.trim();
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    boolean one = colon >= 0 && colon == text.lastIndexOf(':');
    return one ? text.substring(0, colon) : text;
  }

  private boolean isTrusted(String address) {
    return NetworkAddress.find(NetworkAddress.withoutZone(address))
        .filter(parsed -> trusted.stream().anyMatch(range -> range.contains(parsed)))
        .isPresent();
  }

  /** One text for each address, however it was written. */
  private static String normal(String address) {
    String bare = NetworkAddress.withoutZone(address);
    return NetworkAddress.find(bare).map(InetAddress::getHostAddress).orElse(bare);
  }
}
