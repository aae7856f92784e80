package dev.demeanor.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Asks for name and password. */
final class SignInServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Accounts accounts;

  SignInServlet(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    form(response, "");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getParameter("name");
    String password = request.getParameter("password");
    if (name != null && password != null && accounts.isRight(name, password)) {
      SignedIn.as(name, request);
      Page.redirect(response, "/home");
    } else {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      form(response, "<p role=\"alert\">Name and password do not match.</p>\n");
    }
  }

  private static void form(HttpServletResponse response, String notice) throws IOException {
    Page.write(
        response,
        "Sign in",
        "",
        notice
            + """
            <form method="post" action="/sign-in">
            <p><label>Name <input name="name" autocomplete="username" required></label></p>
            <p><label>Password <input name="password" type="password"
            autocomplete="current-password" required></label></p>
            <p><button>Sign in</button></p>
            </form>
            """);
  }
}
