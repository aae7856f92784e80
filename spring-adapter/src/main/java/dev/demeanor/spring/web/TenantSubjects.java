package dev.demeanor.spring.web;

import dev.demeanor.servlet.SubjectResolver;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** The container's principal in the tenant of the application. Thread-safe. */
final class TenantSubjects implements SubjectResolver {

  private final String tenant;

  TenantSubjects(String tenant) {
    this.tenant = tenant;
  }

  @Override
  public String tenant(HttpServletRequest request) {
    return tenant;
  }

  @Override
  public Optional<SubjectId> find(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return Subjects.of(tenant, principal == null ? null : principal.getName());
  }
}
