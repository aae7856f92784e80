package dev.demeanor.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of network addresses in CIDR form, IPv4 or IPv6. Ranges that hold the same addresses are
 * equal. Immutable; thread-safe.
 *
 * @param network the first address of the range
 * @param bits how many leading bits its addresses share
 */
public record AddressRange(InetAddress network, int bits) {

  /** An IPv4 address within IPv6 stands in the last 32 bits. */
  private static final int BITS_BEFORE_MAPPED = 96;

  /** Makes the rest of the network's bits 0. */
  public AddressRange {
    byte[] bytes = network.getAddress();
    if (bits < 0 || bits > 8 * bytes.length) {
      throw new IllegalArgumentException(
          "bits must be in [0, " + 8 * bytes.length + "], was " + bits);
    }
    network = first(bytes, bits);
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
   *
   * @throws IllegalArgumentException if the text is none of them; a name is never looked up
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String written = slash < 0 ? text : text.substring(0, slash);
    InetAddress address = NetworkAddress.find(written).orElseThrow(() -> wrong(text));
    int most = 8 * address.getAddress().length;
    if (slash < 0) {
      return new AddressRange(address, most);
    }
    boolean mapped = written.indexOf(':') >= 0 && most == 32;
    int bits = bits(text, slash) - (mapped ? BITS_BEFORE_MAPPED : 0);
    if (bits < 0 || bits > most) {
      throw wrong(text);
    }
    return new AddressRange(address, bits);
  }

  private static int bits(String text, int slash) {
    try {
      return Integer.parseInt(text.substring(slash + 1));
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "must be an address or a CIDR range such as 10.0.0.0/8 or fd00::/8, was \"" + text + "\"");
  }

  private static byte[] masked(byte[] bytes, int bits) {
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.max(0, Math.min(8, bits - 8 * i));
      bytes[i] &= (byte) (0xFF << 8 - kept);
    }
    return bytes;
  }

  private static InetAddress first(byte[] bytes, int bits) {
    try {
      return InetAddress.getByAddress(masked(bytes, bits));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  /** Returns whether an address lies in it. IPv4 and IPv6 never lie in each other. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    return other.length == mine.length && Arrays.equals(masked(other, bits), mine);
  }

  /** Returns the same for a text; one that is no address lies in no range. A zone is ignored. */
  public boolean contains(String address) {
    Optional<InetAddress> read = NetworkAddress.find(NetworkAddress.withoutZone(address));
    return read.isPresent() && contains(read.get());
  }

  /** Writes it in CIDR form. */
  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
