package dev.demeanor.spring.security;

import dev.demeanor.servlet.SubjectResolver;
import dev.demeanor.spring.web.Subjects;
import dev.demeanor.subject.SubjectId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Whom Spring Security knows: in a chain the authentication that holds there, before it what the
 * HTTP session keeps. Anonymous is nobody. Thread-safe.
 */
final class SecuritySubjects implements SubjectResolver {

  private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
  private final String tenant;
  private final SessionKeys keys;

  SecuritySubjects(String tenant, SessionKeys keys) {
    this.tenant = tenant;
    this.keys = keys;
  }

  @Override
  public String tenant(HttpServletRequest request) {
    return tenant;
  }

  @Override
  public Optional<SubjectId> find(HttpServletRequest request) {
    Authentication current = SecurityContextHolder.getContext().getAuthentication();
    Authentication known = current == null ? kept(request) : current;
    return trust.isAuthenticated(known) ? Subjects.of(tenant, known.getName()) : Optional.empty();
  }

  /** Known inside a chain only, once it has verified what the request brought. */
  @Override
  public Optional<String> sessionKey(HttpServletRequest request) {
    Authentication current = SecurityContextHolder.getContext().getAuthentication();
    return trust.isAuthenticated(current) ? keys.of(current) : Optional.empty();
  }

  private static @Nullable Authentication kept(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Object context =
        session == null
            ? null
            : session.getAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
    return context instanceof SecurityContext kept ? kept.getAuthentication() : null;
  }
}
