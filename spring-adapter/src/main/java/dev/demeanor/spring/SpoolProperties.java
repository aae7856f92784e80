package dev.demeanor.spring;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A folder for audit records that the store did not take in good time. Immutable.
 *
 * @param folder the folder, of this process alone; without it there is no spool, and a store that
 *     does not answer means decisions by failure policy
 * @param maxSize how large it may become; when it is full, records are refused and health says so
 */
@ConfigurationProperties("demeanor.spool")
public record SpoolProperties(@Nullable Path folder, @DefaultValue("256MB") DataSize maxSize) {}
