package dev.demeanor.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a request, from the header {@value #HEADER} or made. It is in the response, in the log
 * ({@value #MDC_KEY}), in the audit, and in what a refused person is shown as a reference.
 */
public final class CorrelationId {

  /** The header of request and response. */
  public static final String HEADER = "X-Correlation-Id";

  /** The key in SLF4J's MDC. */
  public static final String MDC_KEY = "correlationId";

  private static final String ATTRIBUTE = CorrelationId.class.getName();
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private CorrelationId() {}

  /** Returns the id of a request that has passed {@link BlockFilter}, null of any other. */
  public static @Nullable String find(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id ? id : null;
  }

  /** Returns the id of a request; takes or makes one the first time. */
  static String of(HttpServletRequest request, Tokens tokens) {
    String known = find(request);
    if (known != null) {
      return known;
    }
    String sent = request.getHeader(HEADER);
    String id = sent != null && VALID.matcher(sent).matches() ? sent : tokens.next();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
