package dev.demeanor.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about another Spring Boot. */
final class UnsupportedBootVersionAnalyzer
    extends AbstractFailureAnalyzer<UnsupportedBootVersionException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, UnsupportedBootVersionException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Use Spring Boot 4, or remove demeanor-spring-boot4-starter and wire"
            + " demeanor-servlet-adapter yourself, or set demeanor.enabled=false.",
        cause);
  }
}
