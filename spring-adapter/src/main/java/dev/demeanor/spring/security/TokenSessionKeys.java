package dev.demeanor.spring.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/**
 * Keys of OAuth 2.0 tokens that the host's decoder has verified: the first of the claims that a
 * token has, with the time of its sign-in ({@code auth_time}). A token that was refreshed belongs
 * to the same session; one after a sign-in anew does not. Immutable.
 */
final class TokenSessionKeys implements SessionKeys {

  private static final String SIGNED_IN = "auth_time";

  private final List<String> claims;

  TokenSessionKeys(List<String> claims) {
    this.claims = List.copyOf(claims);
  }

  @Override
  public Optional<String> of(Authentication authentication) {
    return authentication instanceof AbstractOAuth2TokenAuthenticationToken<?> token
        ? key(token.getTokenAttributes())
        : Optional.empty();
  }

  private Optional<String> key(Map<String, Object> attributes) {
    for (String claim : claims) {
      Object value = attributes.get(claim);
      if (value != null && !value.toString().isBlank()) {
        return Optional.of(claim + '\0' + value + '\0' + attributes.get(SIGNED_IN));
      }
    }
    return Optional.empty();
  }
}
