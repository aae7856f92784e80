package dev.demeanor.store.jdbc;

import static dev.demeanor.store.jdbc.StoredParts.readInstant;
import static dev.demeanor.store.jdbc.StoredParts.writeInstant;

import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.ArrayList;
import java.util.List;

/** The stored form of merged decisions. Stateless. */
final class RepeatedCodec {

  /** Merged decisions with their times, which end it. */
  static final String TIMED = "RepeatedTimed";

  private static final int MAX_PAUSES = 100_000;

  private RepeatedCodec() {}

  static void write(StateWriter out, AuditRecord.Repeated repeated) {
    out.putString(repeated.sessionKey()).putString(repeated.subjectKey());
    out.putLong(repeated.firstSequence()).putLong(repeated.lastSequence());
    out.putLong(repeated.count());
    writeInstant(out, repeated.from());
    writeInstant(out, repeated.until());
    out.putDouble(repeated.lowestTrust()).putInt(repeated.reasonBits());
    out.putString(repeated.segment()).putString(repeated.policyVersion());
    out.putString(repeated.digest());
    if (!repeated.pauses().isEmpty()) {
      out.putInt(repeated.pauses().size());
      repeated.pauses().forEach(out::putInt);
    }
  }

  static AuditRecord.Repeated read(StateReader in, String kind) {
    return new AuditRecord.Repeated(
        in.getString(),
        in.getString(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        readInstant(in),
        readInstant(in),
        in.getDouble(),
        in.getInt(),
        in.getString(),
        in.getString(),
        in.getString(),
        kind.equals(TIMED) ? readPauses(in) : List.of());
  }

  private static List<Integer> readPauses(StateReader in) {
    List<Integer> pauses = new ArrayList<>();
    for (int i = in.getInt("pauses", 1, MAX_PAUSES); i > 0; i--) {
      pauses.add(in.getInt());
    }
    return pauses;
  }
}
