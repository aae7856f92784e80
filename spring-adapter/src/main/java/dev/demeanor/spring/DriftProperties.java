package dev.demeanor.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How drift of features is looked for; operators are told, and nothing follows for anybody. What is
 * null is not set, and core's own default holds. Immutable.
 *
 * @param enabled whether it is looked for
 * @param subjects sources of subjects that are followed at most, about 15 KB each; 2,000 when not
 *     set
 * @param falseDiscoveryRate share of features found to differ that may be chance, in (0, 1); 0.01
 *     when not set
 * @param subject bounds for one subject
 * @param population bounds for everybody together
 */
@ConfigurationProperties("demeanor.drift")
public record DriftProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable Integer subjects,
    @Nullable Double falseDiscoveryRate,
    @DefaultValue Bounds subject,
    @DefaultValue Bounds population) {

  /**
   * How much is compared with how much, and from where on it counts.
   *
   * @param windows windows that make a run, whose mean is one value; 4 when not set
   * @param reference runs of the reference; 32 for one subject, 64 for everybody when not set
   * @param current runs that are compared with it; 24 for one subject, 48 for everybody when not
   *     set
   * @param least runs on either side below which nothing is compared; 10 for one subject, 20 for
   *     everybody when not set
   * @param warning distance from which on a difference is a warning, in (0, 1]; 0.5 for one
   *     subject, 0.25 for everybody when not set
   * @param drifted distance from which on it is drift, in (0, 1]; 0.85 for one subject, 0.4 for
   *     everybody when not set
   */
  public record Bounds(
      @Nullable Integer windows,
      @Nullable Integer reference,
      @Nullable Integer current,
      @Nullable Integer least,
      @Nullable Double warning,
      @Nullable Double drifted) {}
}
