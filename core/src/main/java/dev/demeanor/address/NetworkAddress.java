package dev.demeanor.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads network addresses that are written out. Never asks a name server. Thread-safe. */
public final class NetworkAddress {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 =
      Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private NetworkAddress() {}

  /**
   * Reads {@code 203.0.113.9} or {@code 2001:db8::1}; an IPv4 address within IPv6 becomes the
   * former. Empty for everything else: names, ports, brackets, zones, shortened IPv4.
   */
  public static Optional<InetAddress> find(String text) {
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

  /** Takes the zone off {@code fe80::1%eth0}; any other text stays as it is. */
  public static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
