package dev.demeanor.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long is kept what its store does not count for itself. What is null is not set, and core's
 * own default holds. Immutable.
 *
 * @param securityEvents how long security events are kept; 90 days when not set
 * @param every how often what is too old is removed; every hour when not set
 */
@ConfigurationProperties("demeanor.retention")
public record RetentionProperties(@Nullable Duration securityEvents, @Nullable Duration every) {}
