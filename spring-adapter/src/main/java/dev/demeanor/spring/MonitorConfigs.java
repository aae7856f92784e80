package dev.demeanor.spring;

import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.policy.SegmentPolicy;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Translates properties into the configuration of core, whose rules and defaults hold. */
final class MonitorConfigs {

  private MonitorConfigs() {}

  static MonitorConfig of(
      DemeanorProperties properties, BlockProperties blocks, FactorProperties factors) {
    MonitorConfig config =
        apply(
            "demeanor.failure.routes",
            MonitorConfig.defaults(),
            from -> from.withFailures(Policies.of(from.failures(), properties.failure())));
    config =
        apply(
            "demeanor.blocks",
            config,
            from -> from.withBlocking(Policies.of(from.blocking(), blocks)));
    config =
        apply(
            "demeanor.factors",
            config,
            from -> from.withFactors(Policies.of(from.factors(), factors)));
    config = apply("demeanor.deadline", config, from -> deadline(from, properties));
    config = apply("demeanor.enrolment", config, from -> enrolment(from, properties.enrolment()));
    for (Map.Entry<String, DemeanorProperties.Segment> segment : properties.segments().entrySet()) {
      String name = segment.getKey();
      config =
          apply(
              "demeanor.segments." + name,
              config,
              from -> from.withSegment(name, policy(from.segment(name), segment.getValue())));
    }
    return apply("demeanor.enforcement", config, from -> enforcement(from, properties));
  }

  private static MonitorConfig deadline(MonitorConfig config, DemeanorProperties properties) {
    return properties.deadline() == null ? config : config.withDeadline(properties.deadline());
  }

  private static MonitorConfig enrolment(
      MonitorConfig config, DemeanorProperties.Enrolment properties) {
    EnrolmentPolicy policy = config.enrolment();
    if (properties.minimum() != null) {
      policy = policy.withMinimum(properties.minimum());
    }
    if (properties.target() != null) {
      policy = policy.withTarget(properties.target());
    }
    return config.withEnrolment(policy);
  }

  private static SegmentPolicy policy(SegmentPolicy policy, DemeanorProperties.Segment segment) {
    Thresholds usual = policy.thresholds();
    SegmentPolicy changed =
        policy.withThresholds(
            new Thresholds(
                segment.allow() == null ? usual.allow() : segment.allow(),
                segment.challenge() == null ? usual.challenge() : segment.challenge()));
    if (segment.minConfidence() != null) {
      changed = changed.withMinConfidence(segment.minConfidence());
    }
    return segment.coldStart() == null ? changed : changed.withColdStart(segment.coldStart());
  }

  private static MonitorConfig enforcement(MonitorConfig config, DemeanorProperties properties) {
    DemeanorProperties.Enforcement enforcement = properties.enforcement();
    if (!enforcement.isRequested()) {
      return config;
    }
    return config.enforcedBy(said(enforcement.actor()), said(enforcement.reason()));
  }

  private static String said(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static MonitorConfig apply(
      String property, MonitorConfig config, UnaryOperator<MonitorConfig> change) {
    try {
      return change.apply(config);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException(
          property, String.valueOf(e.getMessage()), "Correct the value of " + property + ".", e);
    }
  }
}
