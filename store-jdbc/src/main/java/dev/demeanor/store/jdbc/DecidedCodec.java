package dev.demeanor.store.jdbc;

import static dev.demeanor.store.jdbc.StoredParts.flag;
import static dev.demeanor.store.jdbc.StoredParts.readOptional;
import static dev.demeanor.store.jdbc.StoredParts.writeOptional;

import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Consequence;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Evidence;
import dev.demeanor.decision.Mode;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.detector.AbstentionReason;
import java.util.ArrayList;
import java.util.List;

/** The stored form of decisions with their evidence. Stateless. */
final class DecidedCodec {

  /** A decision for a route, in version 1. */
  static final String FOR_ROUTE = "DecidedForRoute";

  /** A decision by a version of models, whose name ends it. */
  static final String BY_MODEL = "DecidedByModel";

  private static final int MAX_EVIDENCE = 10_000;

  private DecidedCodec() {}

  static void write(StateWriter out, AuditRecord.Decided decided) {
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

  static AuditRecord read(StateReader in, int version, String kind) {
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
}
