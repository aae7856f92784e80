package dev.demeanor.spring.admin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The API for operators under {@code /demeanor/admin}. Immutable.
 *
 * @param enabled whether it is there
 * @param role the role it takes, without {@code ROLE_}; whoever has not got it is refused
 */
@ConfigurationProperties("demeanor.admin")
public record AdminProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("DEMEANOR_ADMIN") String role) {}
