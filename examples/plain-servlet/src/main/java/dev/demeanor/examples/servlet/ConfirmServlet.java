package dev.demeanor.examples.servlet;

import dev.demeanor.servlet.ServletSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Asks who is signed in to prove it once more. An application asks for a second factor here: a
 * password is what somebody who sits at a keyboard left alone may have found.
 */
final class ConfirmServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Accounts accounts;
  private final transient ServletSessions sessions;

  ConfirmServlet(Accounts accounts, ServletSessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (SignedIn.name(request).isEmpty()) {
      Page.redirect(response, "/sign-in");
    } else {
      form(response, "");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> name = SignedIn.name(request);
    String password = request.getParameter("password");
    if (name.isEmpty()) {
      Page.redirect(response, "/sign-in");
    } else if (password != null && accounts.isRight(name.get(), password)) {
      if (sessions.challengePassed(request)) {
        Page.redirect(response, "/home");
      } else {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        form(response, "<p role=\"alert\">Not possible at the moment. Please try again.</p>\n");
      }
    } else {
      sessions.challengeFailed(request);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      form(response, "<p role=\"alert\">That was not right.</p>\n");
    }
  }

  private static void form(HttpServletResponse response, String notice) throws IOException {
    Page.write(
        response,
        "Is it still you?",
        "",
        notice
            + """
            <form method="post" action="/confirm">
            <p><label>Password <input name="password" type="password"
            autocomplete="current-password" required></label></p>
            <p><button>Confirm</button></p>
            </form>
            """);
  }
}
