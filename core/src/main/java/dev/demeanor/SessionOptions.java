package dev.demeanor;

import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the host knows of a session when it opens. Immutable.
 *
 * @param subject whose session
 * @param session its id
 * @param device what kind of device
 * @param segment name of the policy segment; one that is not configured gets the default policy
 * @param provenance where the session's samples come from
 * @param vouched whether the host vouches for the identity throughout, for instance in a supervised
 *     enrolment: then every window is learned until the enrolment target
 * @param deviceId the host's name of the device, for blocks, or null; what is no name ({@link
 *     SubjectId#isName}) is null: no store could keep a block on it
 * @param address the client's network address as the host trusts it, for blocks, or null, as {@code
 *     deviceId}
 */
public record SessionOptions(
    SubjectId subject,
    SessionId session,
    DeviceClass device,
    String segment,
    Provenance provenance,
    boolean vouched,
    @Nullable String deviceId,
    @Nullable String address) {

  /** The segment of sessions that name none. */
  public static final String DEFAULT_SEGMENT = "default";

  /** Checks that the required parts are there, and leaves out what is no name. */
  public SessionOptions {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(segment, "segment");
    Objects.requireNonNull(provenance, "provenance");
    deviceId = deviceId == null || !SubjectId.isName(deviceId) ? null : deviceId;
    address = address == null || !SubjectId.isName(address) ? null : address;
  }

  /** Returns the options of an ordinary session on a desktop. */
  public static SessionOptions of(SubjectId subject, SessionId session) {
    return new SessionOptions(
        subject, session, DeviceClass.DESKTOP, DEFAULT_SEGMENT, Provenance.LIVE, false, null, null);
  }

  /** Returns a copy on another kind of device. */
  public SessionOptions withDevice(DeviceClass newDevice) {
    return new SessionOptions(
        subject, session, newDevice, segment, provenance, vouched, deviceId, address);
  }

  /** Returns a copy in another segment. */
  public SessionOptions withSegment(String newSegment) {
    return new SessionOptions(
        subject, session, device, newSegment, provenance, vouched, deviceId, address);
  }

  /** Returns a copy whose samples come from elsewhere. */
  public SessionOptions withProvenance(Provenance newProvenance) {
    return new SessionOptions(
        subject, session, device, segment, newProvenance, vouched, deviceId, address);
  }

  /** Returns a copy for whose identity the host vouches. */
  public SessionOptions asVouched() {
    return new SessionOptions(
        subject, session, device, segment, provenance, true, deviceId, address);
  }

  /** Returns a copy that names the device and the address. */
  public SessionOptions from(@Nullable String newDeviceId, @Nullable String newAddress) {
    return new SessionOptions(
        subject, session, device, segment, provenance, vouched, newDeviceId, newAddress);
  }

  @Override
  public String toString() {
    return "SessionOptions[" + device + ", segment " + segment + ", " + provenance + "]";
  }
}
