package dev.demeanor.spring.admin;

import java.util.List;

/** What an operator sent breaks rules. Holds no value that was sent. */
final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /**
   * A rule that is broken.
   *
   * @param field where
   * @param rule which
   */
  record FieldError(String field, String rule) {}

  InvalidRequestException(String field, String rule) {
    super(field + " " + rule);
    errors = List.of(new FieldError(field, rule));
  }

  List<FieldError> errors() {
    return errors;
  }
}
