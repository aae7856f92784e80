package dev.demeanor.replay;

import dev.demeanor.MonitorConfig;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.event.Modality;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.trust.TrustConfig;
import dev.demeanor.trust.TrustLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies that an audit names, by version. Not thread-safe. */
final class Policies {

  /** What a recorded policy leaves out was not there when it was recorded. */
  private static final MonitorConfig BASE =
      MonitorConfig.defaults()
          .withTrust(TrustConfig.defaults().withLimits(TrustLimits.none()))
          .withEnrolment(
              EnrolmentPolicy.defaults()
                  .withAdaptation(
                      AdaptationPolicy.defaults()
                          .withDriftBudget(Double.POSITIVE_INFINITY)
                          .withAnchorLead(Double.POSITIVE_INFINITY)));

  private final Map<String, Redecision> byVersion = new HashMap<>();

  void add(AuditRecord.PolicyApplied applied) {
    try {
      byVersion.put(
          applied.version(),
          new Redecision(
              PolicyJson.read(applied.policy(), BASE), modalities(applied.modalities())));
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("policy " + applied.version() + ": " + e.getMessage());
    }
  }

  private static List<Modality> modalities(List<String> names) {
    return names.stream().map(Modality::new).toList();
  }

  /** Returns the policy of a version, or null when the audit does not hold it. */
  @Nullable Redecision find(String version) {
    return byVersion.get(version);
  }
}
