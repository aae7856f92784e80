package dev.demeanor.examples.servlet;

import dev.demeanor.servlet.ServletSessions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The protected page: a phrase that is the same each time, and room to write. */
final class HomeServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient ServletSessions sessions;

  HomeServlet(ServletSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> name = SignedIn.name(request);
    if (name.isEmpty()) {
      Page.redirect(response, "/sign-in");
      return;
    }
    Page.write(
        response,
        "Hello, " + Page.escaped(name.get()),
        "<meta name=\"demeanor-nonce\" content=\"%s\">\n<script src=\"/demeanor/collector.js\" defer></script>\n"
            .formatted(sessions.nonce(request).orElse("")),
        """
        <div data-demeanor-route="/home">
        <p><label>Type "the early bird" <input name="phrase" autocomplete="off"
        data-demeanor="fixed" data-demeanor-name="phrase"></label></p>
        <p><label>Write something
        <textarea name="text" rows="8" cols="60" data-demeanor="free"></textarea></label></p>
        </div>
        <form method="post" action="/sign-out"><button>Sign out</button></form>
        """);
  }
}
