package dev.demeanor.spring.web;

import dev.demeanor.servlet.ForwardedHeader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Filters and endpoints for pages. Immutable.
 *
 * @param enabled whether there are any
 * @param eventsPath where the collector sends events
 * @param scriptPath where the collector's script is, when its jar is there
 * @param nonceLife how long a page's nonce may be used, at most an hour
 * @param httpsOnly whether events are refused over plain HTTP, but for loopback
 * @param trustedProxies addresses or CIDR ranges of proxies whose header is believed
 * @param forwardedHeader which header that is
 * @param signInPaths paths whose POSTs are attempts to sign in
 * @param signInAttempts how many of these one address may make in the window
 * @param signInWindow the window
 * @param navigation whether visits of routes are observed
 * @param unobserved patterns of paths that are neither observed nor decided about, such as what a
 *     page polls; the block check holds there all the same
 * @param locale language in which people are told, whatever they ask for; each request's own when
 *     not set
 */
@ConfigurationProperties("demeanor.web")
public record WebProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("/demeanor/events") String eventsPath,
    @DefaultValue("/demeanor/collector.js") String scriptPath,
    @DefaultValue("5m") Duration nonceLife,
    @DefaultValue("true") boolean httpsOnly,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("x-forwarded") ForwardedHeader forwardedHeader,
    @DefaultValue({"/login", "/login/ott", "/ott/generate"}) List<String> signInPaths,
    @DefaultValue("20") int signInAttempts,
    @DefaultValue("60s") Duration signInWindow,
    @DefaultValue("true") boolean navigation,
    @DefaultValue({"/error", "/actuator/**", "/demeanor/**"}) List<String> unobserved,
    @Nullable Locale locale) {}
