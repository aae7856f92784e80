package dev.demeanor.servlet;

import dev.demeanor.decision.Decision;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears every decision made on a page's events, before the page is answered: where a framework
 * takes away what a challenge has to earn again. Called by many threads; what it throws is logged
 * and otherwise ignored.
 */
@FunctionalInterface
public interface DecisionHandler {

  /** Takes note of a decision; its {@link Decision#verdict} is what applies. */
  void handle(HttpServletRequest request, Decision decision);
}
