package dev.demeanor;

import dev.demeanor.address.AddressRange;
import dev.demeanor.address.NetworkAddress;
import dev.demeanor.subject.SubjectId;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exemptions by name. Immutable; thread-safe.
 *
 * @param subjects exempt subjects
 * @param devices exempt devices, by the host's names
 * @param addresses exempt network addresses and ranges of them; all of them are looked at, so
 *     implement {@link Exemptions} for many thousands
 * @param segments exempt segments
 */
public record AllowList(
    Set<SubjectId> subjects, Set<String> devices, Set<AddressRange> addresses, Set<String> segments)
    implements Exemptions {

  /** Copies the sets. */
  public AllowList {
    subjects = Set.copyOf(subjects);
    devices = Set.copyOf(devices);
    addresses = Set.copyOf(addresses);
    segments = Set.copyOf(segments);
  }

  @Override
  public boolean isExempt(
      SubjectId subject, @Nullable String deviceId, @Nullable String address, String segment) {
    return subjects.contains(subject)
        || segments.contains(segment)
        || deviceId != null && devices.contains(deviceId)
        || address != null && holds(address);
  }

  private boolean holds(String address) {
    Optional<InetAddress> read = NetworkAddress.find(NetworkAddress.withoutZone(address));
    return read.isPresent() && addresses.stream().anyMatch(range -> range.contains(read.get()));
  }

  /** Shows nobody. */
  @Override
  public String toString() {
    return "AllowList["
        + subjects.size()
        + " subjects, "
        + devices.size()
        + " devices, "
        + addresses.size()
        + " addresses, segments "
        + segments
        + "]";
  }
}
