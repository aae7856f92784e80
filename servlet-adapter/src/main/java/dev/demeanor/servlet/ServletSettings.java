package dev.demeanor.servlet;

import dev.demeanor.address.AddressRange;
import dev.demeanor.limit.LimitConfig;
import dev.demeanor.wire.BatchLimits;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the adapter behaves. Immutable.
 *
 * @param eventsPath where pages send events, within the application
 * @param scriptPath where the collector's script is served, when its jar is there
 * @param batch how much one batch may hold
 * @param ingestLimit how many requests a session may make to {@code eventsPath}
 * @param attemptLimit how often an address may try to sign in
 * @param attemptPaths paths whose POSTs are such attempts; none means that the host limits them
 * @param nonceLife how long a nonce may be used
 * @param trustedProxies addresses or CIDR ranges of proxies whose header is believed
 * @param forwardedHeader which header that is
 * @param httpsOnly whether events are refused over plain HTTP, but for loopback
 * @param challengePath page on which the person proves their identity again; while that is asked
 *     for, every other route leads there. Null: pages are told and the host does what it likes
 */
public record ServletSettings(
    String eventsPath,
    String scriptPath,
    BatchLimits batch,
    LimitConfig ingestLimit,
    LimitConfig attemptLimit,
    List<String> attemptPaths,
    Duration nonceLife,
    List<String> trustedProxies,
    ForwardedHeader forwardedHeader,
    boolean httpsOnly,
    @Nullable String challengePath) {

  private static final Duration LONGEST_NONCE = Duration.ofHours(1);

  private static final ServletSettings DEFAULTS =
      new ServletSettings(
          "/demeanor/events",
          "/demeanor/collector.js",
          BatchLimits.defaults(),
          LimitConfig.defaults().withAttempts(240, Duration.ofMinutes(1)),
          LimitConfig.defaults(),
          List.of(),
          Duration.ofMinutes(5),
          List.of(),
          ForwardedHeader.X_FORWARDED,
          true,
          null);

  /** Checks paths, life of nonces and proxies. */
  public ServletSettings {
    path("eventsPath", eventsPath);
    path("scriptPath", scriptPath);
    Objects.requireNonNull(batch, "batch");
    Objects.requireNonNull(ingestLimit, "ingestLimit");
    Objects.requireNonNull(attemptLimit, "attemptLimit");
    attemptPaths = List.copyOf(attemptPaths);
    attemptPaths.forEach(each -> path("attemptPaths", each));
    if (nonceLife.isNegative() || nonceLife.isZero() || nonceLife.compareTo(LONGEST_NONCE) > 0) {
      throw new IllegalArgumentException(
          "nonceLife must be positive and at most " + LONGEST_NONCE + ", was " + nonceLife);
    }
    trustedProxies = List.copyOf(trustedProxies);
    trustedProxies.forEach(ServletSettings::proxy);
    Objects.requireNonNull(forwardedHeader, "forwardedHeader");
    if (challengePath != null) {
      path("challengePath", challengePath);
    }
  }

  /**
   * Returns the defaults: {@code /demeanor/events}, {@code /demeanor/collector.js}, 240 requests of
   * a session and 20 attempts of an address in 60 seconds, nonces of 5 minutes, no trusted proxy,
   * HTTPS only, no challenge page.
   */
  public static ServletSettings defaults() {
    return DEFAULTS;
  }

  /** Returns a copy with other places for events and script. */
  public ServletSettings withPaths(String newEventsPath, String newScriptPath) {
    return new ServletSettings(
        newEventsPath,
        newScriptPath,
        batch,
        ingestLimit,
        attemptLimit,
        attemptPaths,
        nonceLife,
        trustedProxies,
        forwardedHeader,
        httpsOnly,
        challengePath);
  }

  /** Returns a copy with other limits of batches and of requests of a session. */
  public ServletSettings withIngest(BatchLimits newBatch, LimitConfig newLimit) {
    return new ServletSettings(
        eventsPath,
        scriptPath,
        newBatch,
        newLimit,
        attemptLimit,
        attemptPaths,
        nonceLife,
        trustedProxies,
        forwardedHeader,
        httpsOnly,
        challengePath);
  }

  /** Returns a copy that limits attempts to sign in on these paths. */
  public ServletSettings withAttempts(LimitConfig newLimit, List<String> newPaths) {
    return new ServletSettings(
        eventsPath,
        scriptPath,
        batch,
        ingestLimit,
        newLimit,
        newPaths,
        nonceLife,
        trustedProxies,
        forwardedHeader,
        httpsOnly,
        challengePath);
  }

  /** Returns a copy in which nonces live for another time, at most an hour. */
  public ServletSettings withNonceLife(Duration newLife) {
    return new ServletSettings(
        eventsPath,
        scriptPath,
        batch,
        ingestLimit,
        attemptLimit,
        attemptPaths,
        newLife,
        trustedProxies,
        forwardedHeader,
        httpsOnly,
        challengePath);
  }

  /** Returns a copy that believes these proxies. */
  public ServletSettings withTrustedProxies(List<String> newProxies, ForwardedHeader newHeader) {
    return new ServletSettings(
        eventsPath,
        scriptPath,
        batch,
        ingestLimit,
        attemptLimit,
        attemptPaths,
        nonceLife,
        newProxies,
        newHeader,
        httpsOnly,
        challengePath);
  }

  /** Returns a copy that takes events over plain HTTP, too, or no longer. */
  public ServletSettings withHttpsOnly(boolean newHttpsOnly) {
    return new ServletSettings(
        eventsPath,
        scriptPath,
        batch,
        ingestLimit,
        attemptLimit,
        attemptPaths,
        nonceLife,
        trustedProxies,
        forwardedHeader,
        newHttpsOnly,
        challengePath);
  }

  /** Returns a copy with another challenge page, or none. */
  public ServletSettings withChallengePath(@Nullable String newPath) {
    return new ServletSettings(
        eventsPath,
        scriptPath,
        batch,
        ingestLimit,
        attemptLimit,
        attemptPaths,
        nonceLife,
        trustedProxies,
        forwardedHeader,
        httpsOnly,
        newPath);
  }

  private static void proxy(String text) {
    try {
      AddressRange.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("trustedProxies " + e.getMessage(), e);
    }
  }

  private static void path(String name, String path) {
    if (!path.matches("/[A-Za-z0-9._~/-]{1,199}") || path.endsWith("/")) {
      throw new IllegalArgumentException(
          name + " must be a path such as /demeanor/events, was \"" + path + "\"");
    }
  }
}
