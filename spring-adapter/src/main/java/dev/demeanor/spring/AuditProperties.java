package dev.demeanor.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How decisions are recorded. Immutable.
 *
 * @param routineDelay how long the record of an ALLOW may wait, so that many are written at once
 *     and those of a session in which nothing but time has passed become one; 0 to 10s, 0 for each
 *     one by itself and at once. What waits is lost when the process is killed
 */
@ConfigurationProperties("demeanor.audit")
public record AuditProperties(@DefaultValue("1s") Duration routineDelay) {}
