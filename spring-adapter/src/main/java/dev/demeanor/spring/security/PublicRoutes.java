package dev.demeanor.spring.security;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Which routes of a chain anybody may see, by asking the chain's own rules. Nobody is asked for a
 * factor there: sign-in pages and their styles have to work. Thread-safe.
 */
final class PublicRoutes {

  private static final AnonymousAuthenticationToken ANYBODY =
      new AnonymousAuthenticationToken(
          "demeanor", "anybody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

  private final ObjectProvider<SecurityFilterChain> chains;
  private final Filter member;
  private volatile List<AuthorizationFilter> rules = List.of();
  private volatile boolean known;

  /**
   * Makes it.
   *
   * @param member a filter of the chain that is meant
   */
  PublicRoutes(ObjectProvider<SecurityFilterChain> chains, Filter member) {
    this.chains = chains;
    this.member = member;
  }

  boolean include(HttpServletRequest request) {
    for (AuthorizationFilter rule : rules()) {
      AuthorizationResult result = rule.getAuthorizationManager().authorize(() -> ANYBODY, request);
      if (result != null && !result.isGranted()) {
        return false;
      }
    }
    return true;
  }

  /** Found with the first request: chains are not complete before. */
  private List<AuthorizationFilter> rules() {
    if (!known) {
      rules =
          chains
              .orderedStream()
              .map(SecurityFilterChain::getFilters)
              .filter(filters -> filters.contains(member))
              .flatMap(List::stream)
              .filter(AuthorizationFilter.class::isInstance)
              .map(AuthorizationFilter.class::cast)
              .toList();
      known = true;
    }
    return rules;
  }
}
