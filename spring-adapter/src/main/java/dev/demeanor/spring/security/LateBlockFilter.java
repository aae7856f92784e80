package dev.demeanor.spring.security;

import dev.demeanor.servlet.ServletAdapter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The block check once more, where a chain has found out who it is: a token in a header, or a
 * sign-in with this very request, was not known at the door. Thread-safe.
 */
final class LateBlockFilter extends OncePerRequestFilter {

  private final ObjectProvider<ServletAdapter> adapter;

  LateBlockFilter(ObjectProvider<ServletAdapter> adapter) {
    this.adapter = adapter;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    adapter.getObject().blockFilter().doFilterAgain(request, response, chain);
  }
}
