package dev.demeanor.store.jdbc;

import static dev.demeanor.store.jdbc.StoredParts.flag;
import static dev.demeanor.store.jdbc.StoredParts.readBlock;
import static dev.demeanor.store.jdbc.StoredParts.readInstant;
import static dev.demeanor.store.jdbc.StoredParts.readNames;
import static dev.demeanor.store.jdbc.StoredParts.readOptional;

import dev.demeanor.decision.Mode;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import java.time.Instant;

/** From stored bytes to records, by the name of the kind. Stateless. */
final class RecordReader {

  private RecordReader() {}

  static AuditRecord read(StateReader in, String kind, int version) {
    return switch (kind) {
      case "Decided", DecidedCodec.FOR_ROUTE, DecidedCodec.BY_MODEL ->
          DecidedCodec.read(in, version, kind);
      case "Repeated", RepeatedCodec.TIMED -> RepeatedCodec.read(in, kind);
      case "Blocked" -> new AuditRecord.Blocked(readBlock(in), in.getString(), flag(in));
      case "Unblocked" ->
          new AuditRecord.Unblocked(
              readBlock(in), in.getString(), in.getString(), in.getString(), readInstant(in));
      case "FeedbackGiven" ->
          new AuditRecord.FeedbackGiven(
              in.getString(),
              readInstant(in),
              in.getString(),
              in.getString(),
              in.getString(),
              version == 1 ? null : readOptional(in));
      case "Erased" ->
          new AuditRecord.Erased(
              in.getString(),
              readInstant(in),
              in.getString(),
              in.getInt(),
              in.getString(),
              version == 1 ? null : readOptional(in));
      case "ConsentChanged" ->
          new AuditRecord.ConsentChanged(
              in.getString(), readInstant(in), in.getString(), in.getByte() == 1);
      case "Extended" ->
          new AuditRecord.Extended(
              readBlock(in),
              in.getString(),
              readInstant(in),
              in.getString(),
              in.getString(),
              readInstant(in));
      case "Expired" -> new AuditRecord.Expired(readBlock(in), in.getString());
      case "Adjudicated" -> readAdjudicated(in);
      case "FactorRefused" ->
          new AuditRecord.FactorRefused(
              in.getString(),
              readInstant(in),
              in.getString(),
              in.getString(),
              in.getString(),
              in.getInt(),
              readInstant(in),
              flag(in));
      case "Started" ->
          new AuditRecord.Started(
              in.getString(),
              readInstant(in),
              Mode.valueOf(in.getString()),
              readOptional(in),
              readOptional(in),
              readOptional(in));
      case "PolicyApplied" ->
          new AuditRecord.PolicyApplied(
              in.getString(), readInstant(in), in.getString(), readNames(in), in.getString());
      case "ModelActivated" ->
          new AuditRecord.ModelActivated(
              in.getString(),
              readInstant(in),
              in.getString(),
              readOptional(in),
              in.getString(),
              in.getString(),
              in.getString(),
              readNames(in));
      case "Drifted" ->
          new AuditRecord.Drifted(
              in.getString(),
              readInstant(in),
              readOptional(in),
              in.getString(),
              in.getString(),
              in.getString(),
              in.getString(),
              in.getDouble(),
              in.getDouble(),
              in.getDouble(),
              in.getLong(),
              in.getLong());
      case "Anchored" ->
          new AuditRecord.Anchored(
              in.getString(),
              readInstant(in),
              in.getString(),
              in.getLong(),
              in.getString(),
              in.getString(),
              readOptional(in),
              readOptional(in));
      case "Chained" -> readChained(in);
      default ->
          throw new CorruptStateException("audit record type \"" + kind + "\" is not known here");
    };
  }

  @SuppressWarnings("NullAway") // reads the annotated nested type from the class file wrongly
  private static AuditRecord readAdjudicated(StateReader in) {
    String id = in.getString();
    Instant at = readInstant(in);
    String tenant = in.getString();
    String event = in.getString();
    String subjectKey = in.getString();
    String sessionKey = readOptional(in);
    Adjudication.Status status = Adjudication.Status.valueOf(in.getString());
    String finding = readOptional(in);
    return new AuditRecord.Adjudicated(
        id,
        at,
        tenant,
        event,
        subjectKey,
        sessionKey,
        status,
        finding == null ? null : Adjudication.Decision.valueOf(finding),
        readOptional(in),
        in.getLong(),
        readNames(in));
  }

  private static AuditRecord readChained(StateReader in) {
    String node = in.getString();
    long sequence = in.getLong();
    String hash = in.getString();
    String text = in.getString();
    AuditRecord record = RecordCodec.read(in.getBytes());
    if (record instanceof AuditRecord.Chained) {
      throw new CorruptStateException("a chained record must not hold another");
    }
    return new AuditRecord.Chained(record, node, sequence, hash, text);
  }
}
