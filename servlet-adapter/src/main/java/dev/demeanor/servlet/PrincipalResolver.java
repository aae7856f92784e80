package dev.demeanor.servlet;

import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** Goes by the container's principal; a name that is no account is nobody. */
enum PrincipalResolver implements SubjectResolver {
  INSTANCE;

  @Override
  public Optional<SubjectId> find(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    String name = principal == null ? null : principal.getName();
    return name == null || !SubjectId.isName(name)
        ? Optional.empty()
        : Optional.of(SubjectId.of(name));
  }
}
