package dev.demeanor.spring.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Spring Security carries decisions out. Immutable.
 *
 * @param enabled whether it does
 * @param stepUpFactor the factor that a CHALLENGE asks for anew, as Spring Security names it:
 *     {@code password}, {@code ott}, {@code webauthn}
 * @param nameParameter parameter of a sign-in form that names the account, so that a password that
 *     failed too often is refused
 */
@ConfigurationProperties("demeanor.security")
public record SecurityProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("password") String stepUpFactor,
    @DefaultValue("username") String nameParameter) {}
