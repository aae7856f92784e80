package dev.demeanor.spring;

import dev.demeanor.AllowList;
import dev.demeanor.BehaviorMonitorBuilder;
import dev.demeanor.Exemptions;
import dev.demeanor.Retention;
import dev.demeanor.address.AddressRange;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom the monitor spares, and what it keeps how long, of the properties. */
final class Keeping {

  private static final String SAMPLES = "demeanor.samples.retention";

  private Keeping() {}

  static Exemptions exemptions(String tenant, ExemptionProperties exempt) {
    Set<SubjectId> subjects =
        exempt.subjects().stream()
            .map(account -> subject(tenant, account))
            .collect(Collectors.toUnmodifiableSet());
    Set<AddressRange> addresses =
        exempt.addresses().stream().map(Keeping::range).collect(Collectors.toUnmodifiableSet());
    return new AllowList(subjects, exempt.devices(), addresses, exempt.segments());
  }

  private static AddressRange range(String text) {
    try {
      return AddressRange.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.exemptions.addresses",
          String.valueOf(e.getMessage()),
          "Write addresses or CIDR ranges, one entry for each; names are not looked up.",
          e);
    }
  }

  private static SubjectId subject(String tenant, String account) {
    try {
      return new SubjectId(tenant, account);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.exemptions.subjects",
          String.valueOf(e.getMessage()),
          "Name accounts, one entry for each.",
          e);
    }
  }

  static Retention retention(RetentionProperties said) {
    Retention retention = Retention.defaults();
    try {
      if (said.securityEvents() != null) {
        retention = retention.withSecurityEvents(said.securityEvents());
      }
      return said.every() == null ? retention : retention.withEvery(said.every());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.retention", String.valueOf(e.getMessage()), "Write a time such as 90d.", e);
    }
  }

  static void spool(BehaviorMonitorBuilder builder, SpoolProperties spool) {
    if (spool.folder() == null) {
      return;
    }
    try {
      builder.spool(spool.folder(), spool.maxSize().toBytes());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.spool.max-size",
          "must be at least 1 byte, was " + spool.maxSize(),
          "Write a size such as 256MB.",
          e);
    }
  }

  static void audit(BehaviorMonitorBuilder builder, AuditProperties audit) {
    try {
      builder.routineDelay(audit.routineDelay());
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          "demeanor.audit.routine-delay",
          String.valueOf(e.getMessage()),
          "Write a time such as 1s, or 0 to have each decision recorded by itself.",
          e);
    }
  }

  /** Returns how long samples are kept, as a store is told. */
  static String samples(Duration retention) {
    if (retention.isNegative()
        || retention.isZero()
        || retention.compareTo(SampleStore.MAX_RETENTION) > 0) {
      throw new InvalidConfigurationException(
          SAMPLES,
          "must be above 0 and at most " + SampleStore.MAX_RETENTION + ", was " + retention,
          "Write a time such as 14d, or turn samples off with demeanor.samples.enabled=false.",
          null);
    }
    return retention.toString();
  }
}
