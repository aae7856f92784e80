package dev.demeanor.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When a sign-in factor of an account is refused for a time. What is null is not set, and core's
 * own default holds. Immutable.
 *
 * @param failures how many failures it takes, 0 for never; 10 when not set
 * @param window within which time; 15 minutes when not set
 * @param first how long it is refused the first time; a minute when not set
 * @param longest how long at most; an hour when not set
 * @param memory how long after its end the last time is remembered; 24 hours when not set
 */
@ConfigurationProperties("demeanor.factors")
public record FactorProperties(
    @Nullable Integer failures,
    @Nullable Duration window,
    @Nullable Duration first,
    @Nullable Duration longest,
    @Nullable Duration memory) {}
