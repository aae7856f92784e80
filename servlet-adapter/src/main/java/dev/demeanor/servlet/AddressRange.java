package dev.demeanor.servlet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of network addresses in CIDR form. Never asks a name server. Immutable. */
record AddressRange(InetAddress network, int bits) {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 =
      Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      throw wrong(text);
    }
    int most = 8 * address.get().getAddress().length;
    int bits = most;
    if (slash >= 0) {
      try {
        bits = Integer.parseInt(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        throw wrong(text);
      }
    }
    if (bits < 0 || bits > most) {
      throw wrong(text);
    }
    return new AddressRange(address.get(), bits);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "trustedProxies must be addresses or CIDR ranges such as 10.0.0.0/8 or fd00::/8, was \""
            + text
            + "\"");
  }

  /** Reads an address that is written out; an IPv4 address within IPv6 becomes the former. */
  static Optional<InetAddress> address(String text) {
    try {
      Matcher dotted = IPV4.matcher(text);
      if (dotted.matches()) {
        byte[] octets = new byte[4];
        for (int i = 0; i < octets.length; i++) {
          octets[i] = (byte) Integer.parseInt(dotted.group(i + 1));
        }
        return Optional.of(InetAddress.getByAddress(octets));
      }
      // with a colon in it the JDK reads an address and never looks up a name
      return text.indexOf(':') >= 0 && IPV6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || (mine[whole] ^ other[whole]) >> 8 - rest == 0;
  }
}
