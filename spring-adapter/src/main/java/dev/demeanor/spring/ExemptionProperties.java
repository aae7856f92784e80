package dev.demeanor.spring;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom automatic consequences spare. Everything is computed and recorded all the same, and
 * operators' blocks hold. Immutable.
 *
 * @param subjects accounts of the application's tenant
 * @param devices devices, by the names that a {@code SubjectResolver} gives them
 * @param addresses network addresses or CIDR ranges such as 10.0.0.0/8 or fd00::/8
 * @param segments segments
 */
@ConfigurationProperties("demeanor.exemptions")
public record ExemptionProperties(
    @DefaultValue Set<String> subjects,
    @DefaultValue Set<String> devices,
    @DefaultValue Set<String> addresses,
    @DefaultValue Set<String> segments) {

  /** Shows nobody. */
  @Override
  public String toString() {
    return "ExemptionProperties[" + subjects.size() + " subjects, segments " + segments + "]";
  }
}
