package dev.demeanor.spring.security;

import java.util.List;
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
 * @param sessionClaims claims that name the session of an OAuth 2.0 token, the first that a token
 *     has; about requests of a token that has none nothing is decided
 */
@ConfigurationProperties("demeanor.security")
public record SecurityProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("password") String stepUpFactor,
    @DefaultValue("username") String nameParameter,
    @DefaultValue({"sid", "jti"}) List<String> sessionClaims) {}
