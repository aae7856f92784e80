package dev.demeanor.store.jdbc;

import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.AbstentionReason;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of audit records, format version 2: version, type, and the parts in their order,
 * doubles by their bits, so that what is read back is equal to the last bit. Version 1 knew neither
 * tenants of decisions, feedback and erasures nor consequences. Stateless.
 */
final class RecordCodec {

  private static final int VERSION = 2;
  private static final int MAX_EVIDENCE = 10_000;
  private static final int MAX_NAMES = 1_000;
  private static final int MAX_PAUSES = 100_000;

  /** A decision for a route, in version 1. */
  private static final String FOR_ROUTE = "DecidedForRoute";

  /** A decision by a version of models, whose name ends it. */
  private static final String BY_MODEL = "DecidedByModel";

  /** Merged decisions with their times, which end it. */
  private static final String TIMED = "RepeatedTimed";

  private RecordCodec() {}

  /** Returns the type of a record as it stands in the column {@code kind}. */
  static String kind(AuditRecord record) {
    return record.getClass().getSimpleName();
  }

  /** Returns the type as it stands in the stored form: another where parts were added. */
  private static String form(AuditRecord record) {
    if (record instanceof AuditRecord.Decided decision && decision.modelVersion() != null) {
      return BY_MODEL;
    }
    return record instanceof AuditRecord.Repeated repeated && !repeated.pauses().isEmpty()
        ? TIMED
        : kind(record);
  }

  static byte[] write(AuditRecord record) {
    StateWriter out = new StateWriter().putInt(VERSION).putString(form(record));
    if (record instanceof AuditRecord.Decided decided) {
      writeDecided(out, decided);
    } else if (record instanceof AuditRecord.Repeated repeated) {
      writeRepeated(out, repeated);
    } else if (record instanceof AuditRecord.Blocked blocked) {
      writeBlock(out, blocked.block());
      out.putString(blocked.targetKey()).putByte(blocked.enforced() ? 1 : 0);
    } else if (record instanceof AuditRecord.Unblocked lifted) {
      writeBlock(out, lifted.block());
      out.putString(lifted.targetKey()).putString(lifted.actor()).putString(lifted.justification());
      writeInstant(out, lifted.at());
    } else if (record instanceof AuditRecord.FeedbackGiven feedback) {
      writeHead(out, feedback.id(), feedback.at());
      out.putString(feedback.subjectKey()).putString(feedback.sessionKey());
      out.putString(feedback.outcome());
      writeOptional(out, feedback.tenant());
    } else if (record instanceof AuditRecord.Erased erased) {
      writeHead(out, erased.id(), erased.at());
      out.putString(erased.subjectKey()).putInt(erased.templates()).putString(erased.reason());
      writeOptional(out, erased.tenant());
    } else if (record instanceof AuditRecord.ConsentChanged consent) {
      writeHead(out, consent.id(), consent.at());
      out.putString(consent.subjectKey()).putByte(consent.given() ? 1 : 0);
    } else if (record instanceof AuditRecord.Extended extended) {
      writeBlock(out, extended.block());
      out.putString(extended.targetKey());
      writeInstant(out, extended.until());
      out.putString(extended.actor()).putString(extended.reason());
      writeInstant(out, extended.at());
    } else if (record instanceof AuditRecord.Expired expired) {
      writeBlock(out, expired.block());
      out.putString(expired.targetKey());
    } else if (record instanceof AuditRecord.Adjudicated judged) {
      writeAdjudicated(out, judged);
    } else if (record instanceof AuditRecord.FactorRefused refused) {
      writeHead(out, refused.id(), refused.at());
      out.putString(refused.tenant()).putString(refused.subjectKey()).putString(refused.factor());
      out.putInt(refused.failures());
      writeInstant(out, refused.until());
      out.putByte(refused.enforced() ? 1 : 0);
    } else if (record instanceof AuditRecord.Started started) {
      writeHead(out, started.id(), started.at());
      out.putString(started.mode().name());
      writeOptional(out, started.actor());
      writeOptional(out, started.reason());
      writeOptional(out, started.population());
    } else if (record instanceof AuditRecord.PolicyApplied applied) {
      writeHead(out, applied.id(), applied.at());
      out.putString(applied.version()).putInt(applied.modalities().size());
      applied.modalities().forEach(out::putString);
      out.putString(applied.policy());
    } else if (record instanceof AuditRecord.ModelActivated model) {
      writeHead(out, model.id(), model.at());
      out.putString(model.version());
      writeOptional(out, model.before());
      out.putString(model.action()).putString(model.actor()).putString(model.reason());
      out.putInt(model.overridden().size());
      model.overridden().forEach(out::putString);
    } else if (record instanceof AuditRecord.Drifted drift) {
      writeHead(out, drift.id(), drift.at());
      writeOptional(out, drift.subjectKey());
      out.putString(drift.source()).putString(drift.feature());
      out.putString(drift.from()).putString(drift.to());
      out.putDouble(drift.psi()).putDouble(drift.ks()).putDouble(drift.pValue());
      out.putLong(drift.reference()).putLong(drift.current());
    } else if (record instanceof AuditRecord.Anchored anchored) {
      writeHead(out, anchored.id(), anchored.at());
      out.putString(anchored.node()).putLong(anchored.upTo()).putString(anchored.head());
      out.putString(anchored.occasion());
      writeOptional(out, anchored.keyId());
      writeOptional(out, anchored.signature());
    } else if (record instanceof AuditRecord.Chained chained) {
      out.putString(chained.node()).putLong(chained.sequence()).putString(chained.hash());
      out.putString(chained.text()).putBytes(write(chained.record()));
    } else {
      throw new IllegalStateException("audit record type " + kind(record) + " is not known here");
    }
    return out.toByteArray();
  }

  private static void writeHead(StateWriter out, String id, Instant at) {
    out.putString(id);
    writeInstant(out, at);
  }

  private static void writeAdjudicated(StateWriter out, AuditRecord.Adjudicated judged) {
    writeHead(out, judged.id(), judged.at());
    out.putString(judged.tenant()).putString(judged.event()).putString(judged.subjectKey());
    writeOptional(out, judged.sessionKey());
    out.putString(judged.status().name());
    Adjudication.Decision finding = judged.finding();
    writeOptional(out, finding == null ? null : finding.name());
    writeOptional(out, judged.reviewer());
    out.putLong(judged.version()).putInt(judged.effects().size());
    judged.effects().forEach(out::putString);
  }

  private static void writeDecided(StateWriter out, AuditRecord.Decided decided) {
    Decision decision = decided.decision();
    out.putString(decision.sessionKey()).putLong(decision.sequence());
    out.putLong(decision.at().toEpochMilli());
    out.putString(decision.verdict().name()).putString(decision.computedVerdict().name());
    out.putString(decision.mode().name());
    out.putDouble(decision.trust()).putDouble(decision.confidence());
    out.putInt(decision.reasonBits());
    out.putString(decided.subjectKey());
    writeOptional(out, decided.correlationId());
    out.putString(decided.segment());
    out.putDouble(decided.thresholds().allow()).putDouble(decided.thresholds().challenge());
    out.putString(decided.policyVersion());
    out.putInt(decided.evidence().size());
    decided.evidence().forEach(evidence -> writeEvidence(out, evidence));
    out.putDouble(decided.logOdds()).putBytes(decided.priorTrust());
    writeOptional(out, decided.route());
    writeOptional(out, decided.tenant());
    out.putString(decision.consequence().name());
    out.putString(decision.computedConsequence().name());
    AlarmCounts alarms = decided.alarms();
    out.putByte(alarms == null ? 0 : 1);
    if (alarms != null) {
      out.putInt(alarms.inSession()).putInt(alarms.onDevice()).putInt(alarms.onAccount());
    }
    if (decided.modelVersion() != null) {
      out.putString(decided.modelVersion());
    }
  }

  private static void writeRepeated(StateWriter out, AuditRecord.Repeated repeated) {
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

  private static AuditRecord.Repeated readRepeated(StateReader in, boolean timed) {
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
        timed ? readPauses(in) : List.of());
  }

  private static List<Integer> readPauses(StateReader in) {
    List<Integer> pauses = new ArrayList<>();
    for (int i = in.getInt("pauses", 1, MAX_PAUSES); i > 0; i--) {
      pauses.add(in.getInt());
    }
    return pauses;
  }

  private static void writeEvidence(StateWriter out, Evidence evidence) {
    Source source = evidence.source();
    out.putByte(evidence instanceof Evidence.Present ? 1 : 0);
    out.putString(source.modality().name()).putString(source.name()).putInt(source.epoch());
    out.putLong(evidence.templateVersion()).putString(evidence.schemaHash());
    if (evidence instanceof Evidence.Present present) {
      out.putString(present.detector()).putDouble(present.value()).putDouble(present.raw());
      out.putDouble(present.alone());
    } else if (evidence instanceof Evidence.Abstained abstained) {
      out.putString(abstained.reason().name());
      out.putInt(abstained.samples()).putInt(abstained.required());
    }
  }

  private static void writeBlock(StateWriter out, Block block) {
    out.putString(block.id()).putString(block.target().kind().name());
    out.putString(block.target().tenant()).putString(block.target().value());
    out.putString(block.origin().name()).putString(block.actor()).putString(block.reason());
    writeInstant(out, block.createdAt());
    writeInstant(out, block.expiresAt());
  }

  private static void writeInstant(StateWriter out, Instant instant) {
    out.putLong(instant.getEpochSecond()).putInt(instant.getNano());
  }

  private static void writeOptional(StateWriter out, @Nullable String text) {
    out.putByte(text == null ? 0 : 1);
    if (text != null) {
      out.putString(text);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws CorruptStateException if it is damaged, or of an unknown version or type
   */
  static AuditRecord read(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    int version = in.getInt();
    if (version < 1 || version > VERSION) {
      throw new CorruptStateException(
          "stored audit record must have format version 1 to " + VERSION + ", was " + version);
    }
    try {
      AuditRecord record = read(in, in.getString(), version);
      in.expectEnd();
      return record;
    } catch (IllegalArgumentException | DateTimeException e) { // no such name, or out of range
      throw new CorruptStateException("stored audit record is damaged");
    }
  }

  private static AuditRecord read(StateReader in, String kind, int version) {
    return switch (kind) {
      case "Decided", FOR_ROUTE, BY_MODEL -> readDecided(in, version, kind);
      case "Repeated", TIMED -> readRepeated(in, kind.equals(TIMED));
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

  private static AuditRecord readDecided(StateReader in, int version, String kind) {
    Decision decision =
        new Decision(
            in.getString(),
            in.getLong(),
            in.getLong(),
            Verdict.valueOf(in.getString()),
            Verdict.valueOf(in.getString()),
            Mode.valueOf(in.getString()),
            in.getDouble(),
            in.getDouble(),
            in.getInt());
    String subjectKey = in.getString();
    String correlationId = readOptional(in);
    String segment = in.getString();
    Thresholds thresholds = new Thresholds(in.getDouble(), in.getDouble());
    String policyVersion = in.getString();
    List<Evidence> evidence = new ArrayList<>();
    for (int left = in.getInt("evidence", 0, MAX_EVIDENCE); left > 0; left--) {
      evidence.add(readEvidence(in));
    }
    double logOdds = in.getDouble();
    byte[] prior = in.getBytes();
    String route = version == 1 && kind.equals(FOR_ROUTE) ? in.getString() : null;
    String tenant = null;
    AlarmCounts alarms = null;
    if (version > 1) {
      route = readOptional(in);
      tenant = readOptional(in);
      decision =
          decision.with(Consequence.valueOf(in.getString()), Consequence.valueOf(in.getString()));
      alarms = flag(in) ? new AlarmCounts(in.getInt(), in.getInt(), in.getInt()) : null;
    }
    String model = kind.equals(BY_MODEL) ? in.getString() : null;
    return new AuditRecord.Decided(
        decision,
        subjectKey,
        correlationId,
        segment,
        thresholds,
        policyVersion,
        evidence,
        logOdds,
        prior,
        route,
        tenant,
        alarms,
        model);
  }

  private static AuditRecord readChained(StateReader in) {
    String node = in.getString();
    long sequence = in.getLong();
    String hash = in.getString();
    String text = in.getString();
    AuditRecord record = read(in.getBytes());
    if (record instanceof AuditRecord.Chained) {
      throw new CorruptStateException("a chained record must not hold another");
    }
    return new AuditRecord.Chained(record, node, sequence, hash, text);
  }

  private static List<String> readNames(StateReader in) {
    List<String> names = new ArrayList<>();
    for (int left = in.getInt("names", 0, MAX_NAMES); left > 0; left--) {
      names.add(in.getString());
    }
    return names;
  }

  private static Evidence readEvidence(StateReader in) {
    boolean present = flag(in);
    Source source = new Source(new Modality(in.getString()), in.getString(), in.getInt());
    long template = in.getLong();
    String schema = in.getString();
    return present
        ? new Evidence.Present(
            source,
            template,
            schema,
            in.getString(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble())
        : new Evidence.Abstained(
            source,
            template,
            schema,
            AbstentionReason.valueOf(in.getString()),
            in.getInt(),
            in.getInt());
  }

  private static Block readBlock(StateReader in) {
    String id = in.getString();
    BlockTarget.Kind kind = BlockTarget.Kind.valueOf(in.getString());
    return new Block(
        id,
        new BlockTarget(kind, in.getString(), in.getString()),
        Block.Origin.valueOf(in.getString()),
        in.getString(),
        in.getString(),
        readInstant(in),
        readInstant(in));
  }

  private static Instant readInstant(StateReader in) {
    return Instant.ofEpochSecond(in.getLong(), in.getInt("nanos", 0, 999_999_999));
  }

  private static @Nullable String readOptional(StateReader in) {
    return flag(in) ? in.getString() : null;
  }

  private static boolean flag(StateReader in) {
    int flag = in.getByte();
    if (flag != 0 && flag != 1) {
      throw new CorruptStateException("a flag must be 0 or 1, was " + flag);
    }
    return flag == 1;
  }
}
