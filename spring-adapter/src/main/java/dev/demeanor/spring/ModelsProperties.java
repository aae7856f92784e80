package dev.demeanor.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where versions of models are kept; without any of it there are none. Immutable.
 *
 * @param directory a directory, as {@code demeanor train} makes it
 * @param jdbc whether they are in the database of the stores, in the place of a directory
 * @param keys folder of the public keys (.pub) whose signatures count; {@code keys} in the
 *     directory when left out, required with {@code jdbc}
 */
@ConfigurationProperties("demeanor.models")
public record ModelsProperties(
    @Nullable String directory, @DefaultValue("false") boolean jdbc, @Nullable String keys) {}
