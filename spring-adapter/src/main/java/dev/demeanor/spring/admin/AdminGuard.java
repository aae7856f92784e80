package dev.demeanor.spring.admin;

import dev.demeanor.servlet.Problem;
import dev.demeanor.servlet.ServletAdapter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses whoever has not got the role, whatever the chains of the application allow; and what
 * another site can make a browser send: a change has to be JSON, which a form cannot be, and must
 * not come from another site. Thread-safe.
 */
final class AdminGuard implements HandlerInterceptor {

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();
  private final ServletAdapter adapter;
  private final String authority;

  AdminGuard(ServletAdapter adapter, String role) {
    this.adapter = adapter;
    this.authority = "ROLE_" + role;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    Authentication person = SecurityContextHolder.getContext().getAuthentication();
    if (!trust.isAuthenticated(person)) {
      return refuse(request, response, 401, "not-signed-in", "Sign in as an operator");
    }
    if (person.getAuthorities().stream().noneMatch(each -> authority.equals(each.getAuthority()))) {
      return refuse(request, response, 403, "not-an-operator", "Only for operators");
    }
    if (!READING.contains(request.getMethod()) && !isOurs(request)) {
      return refuse(request, response, 403, "other-site", "Changes are JSON from this site");
    }
    response.setHeader("Cache-Control", "no-store");
    return true;
  }

  private static boolean isOurs(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return (site == null || site.equals("same-origin") || site.equals("none"))
        && isJson(request.getContentType());
  }

  private static boolean isJson(@Nullable String type) {
    try {
      return type != null
          && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private boolean refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String type,
      String title)
      throws IOException {
    adapter.problems().write(request, response, Problem.of(type, status, title));
    return false;
  }
}
