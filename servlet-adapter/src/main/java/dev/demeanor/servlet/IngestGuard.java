package dev.demeanor.servlet;

import dev.demeanor.limit.RateLimits;
import dev.demeanor.wire.BatchFormat;
import dev.demeanor.wire.RefusedBatch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** What a request has to fulfil before its body is looked at, and the names of what it fails. */
final class IngestGuard {

  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY_REQUESTS = 429;

  private final ServletSettings settings;
  private final ClientAddresses addresses;
  private final RateLimits limits;

  IngestGuard(ServletParts parts) {
    this.settings = parts.settings();
    this.addresses = parts.addresses();
    this.limits = parts.ingestLimits();
  }

  /** Returns what is wrong with a request; counts it for its session, or for its address. */
  Optional<Problem> check(HttpServletRequest request, Optional<BoundSession> bound) {
    if (settings.httpsOnly() && !addresses.isSecure(request)) {
      return Optional.of(
          Problem.of("insecure", HttpServletResponse.SC_FORBIDDEN, "HTTPS is required"));
    }
    if (isCrossOrigin(request)) {
      return Optional.of(
          Problem.of("cross-origin", HttpServletResponse.SC_FORBIDDEN, "Another origin"));
    }
    String key =
        bound
            .map(session -> session.binding().session().value())
            .orElseGet(() -> addresses.networkOf(request));
    if (!limits.attempt(key)) {
      return Optional.of(
          Problem.of("rate", TOO_MANY_REQUESTS, "Too many requests")
              .withRetryAfter(limits.retryAfter(key)));
    }
    return bound.isPresent() ? Optional.empty() : Optional.of(noSession());
  }

  /** Browsers say where a request comes from; what is no browser says nothing. */
  private static boolean isCrossOrigin(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !site.equals("same-origin") && !site.equals("none");
  }

  /** Neither media type can be sent from another origin without being asked first. */
  Optional<BatchFormat> format(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    return encoding == null || encoding.equalsIgnoreCase("identity")
        ? BatchFormat.of(request.getContentType())
        : Optional.empty();
  }

  static Problem noSession() {
    return Problem.of("no-session", HttpServletResponse.SC_UNAUTHORIZED, "Nobody is signed in");
  }

  static Problem mediaType() {
    return Problem.of(
        "media-type", HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Not a batch of events");
  }

  static Problem tooLarge() {
    return Problem.of(
        "too-large", HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "Batch is too large");
  }

  static Problem invalid(RefusedBatch mistake) {
    return Problem.of("invalid-batch", UNPROCESSABLE, "Batch is not valid").withMistake(mistake);
  }

  static Problem nonce(NonceRing.State state) {
    return state == NonceRing.State.USED
        ? Problem.of("nonce-used", HttpServletResponse.SC_CONFLICT, "Nonce was used before")
        : Problem.of("nonce-unknown", HttpServletResponse.SC_CONFLICT, "Nonce is not known");
  }

  static Problem repeated() {
    return Problem.of("batch-repeated", HttpServletResponse.SC_CONFLICT, "Batch was sent before");
  }
}
