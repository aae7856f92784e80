package dev.demeanor.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Samples: what was compared, kept encrypted for a time, so that decisions can be replayed and
 * models trained anew. Only with a database. Immutable.
 *
 * @param enabled whether any are kept
 * @param retention how long, at most 90 days
 */
@ConfigurationProperties("demeanor.samples")
public record SampleProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("14d") Duration retention) {}
