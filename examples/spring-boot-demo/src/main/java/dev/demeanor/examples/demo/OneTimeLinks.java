package dev.demeanor.examples.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Delivers one-time links. There is no mail server here: a link goes to the terminal that runs the
 * demo, which the owner of the account sees and whoever took over the browser does not.
 */
@Component
class OneTimeLinks implements OneTimeTokenGenerationSuccessHandler {

  private static final Duration LIFE = Duration.ofMinutes(5);

  static @Nullable GenerateOneTimeTokenRequest request(HttpServletRequest request) {
    Principal signedIn = request.getUserPrincipal();
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
