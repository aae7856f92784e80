package dev.demeanor.spring.security;

import dev.demeanor.message.MessageKey;
import dev.demeanor.servlet.Problem;
import dev.demeanor.servlet.ProblemWriter;
import dev.demeanor.servlet.ServletAdapter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A CHALLENGE where there is a token and no page: the client is told to have the person sign in
 * anew, as RFC 9470 says it. A token of a new sign-in begins another session. Thread-safe.
 */
final class TokenStepUp {

  private static final String CHALLENGE =
      "Bearer error=\"insufficient_user_authentication\","
          + " error_description=\"Identity must be proved again\", max_age=\"0\"";

  private final ObjectProvider<ServletAdapter> adapter;

  TokenStepUp(ObjectProvider<ServletAdapter> adapter) {
    this.adapter = adapter;
  }

  /** Asks for a new sign-in where the session of a request is challenged. */
  boolean asked(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ServletAdapter known = adapter.getObject();
    if (!known.sessions().isChallenged(request)) {
      return false;
    }
    ProblemWriter problems = known.problems();
    response.setHeader("WWW-Authenticate", CHALLENGE);
    problems.write(
        request,
        response,
        Problem.of("challenge", HttpServletResponse.SC_UNAUTHORIZED, "Identity must be proved")
            .withMessage(problems.message(request, MessageKey.CHALLENGE, Duration.ZERO)));
    return true;
  }
}
