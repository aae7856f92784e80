package dev.demeanor.examples.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the demo itself is told.
 *
 * @param phrase what people type to be known
 * @param operatorPassword password of the account {@code operator}; a random one, printed at the
 *     start, when not set
 */
@ConfigurationProperties("demo")
record DemoProperties(
    @DefaultValue("quiet harbour lights") String phrase, @Nullable String operatorPassword) {}
