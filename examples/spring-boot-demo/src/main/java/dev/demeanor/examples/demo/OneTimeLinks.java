package dev.demeanor.examples.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Delivers one-time links. There is no mail server here: a link goes to the terminal that runs the
 * demo, which the owner of the account sees and whoever took over the browser does not.
 */
@Component
class OneTimeLinks implements OneTimeTokenGenerationSuccessHandler {

  private static final Duration LIFE = Duration.ofMinutes(5);

  /** Asks the context: this early in the chain the request does not know its principal yet. */
  static @Nullable GenerateOneTimeTokenRequest request(HttpServletRequest request) {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    return signedIn == null ? null : new GenerateOneTimeTokenRequest(signedIn.getName(), LIFE);
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, OneTimeToken token)
      throws IOException {
    String address =
        request.getRequestURL().toString().replace(request.getRequestURI(), "/step-up?token=");
    System.out.println(
        "One-time link for " + token.getUsername() + ": " + address + token.getTokenValue());
    response.sendRedirect("/step-up?sent");
  }
}
