package dev.demeanor.examples.servlet;

import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Who is signed in: a name in the HTTP session. */
final class SignedIn {

  private static final String NAME = "name";

  private SignedIn() {}

  static Optional<String> name(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((String) session.getAttribute(NAME));
  }

  static Optional<SubjectId> subject(HttpServletRequest request) {
    return name(request).map(SubjectId::of);
  }

  /** Signs in, with another session id than before: nobody else can have known it. */
  static void as(String name, HttpServletRequest request) {
    request.getSession();
    request.changeSessionId();
    request.getSession().setAttribute(NAME, name);
  }
}
