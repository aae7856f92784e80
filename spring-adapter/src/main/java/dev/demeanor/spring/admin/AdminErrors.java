package dev.demeanor.spring.admin;

import dev.demeanor.servlet.CorrelationId;
import dev.demeanor.servlet.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * What went wrong, as problem details (RFC 9457): what breaks a rule is 422 and names the field;
 * what nobody expected is 500 and says nothing of what is inside, but a reference to the log.
 * Thread-safe.
 */
@RestControllerAdvice(assignableTypes = AdminApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AdminErrors {

  private static final Logger LOG = LoggerFactory.getLogger(AdminErrors.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(InvalidRequestException e, HttpServletRequest request) {
    return invalid(e.errors(), request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> mistyped(
      MethodArgumentTypeMismatchException e, HttpServletRequest request) {
    return invalid(
        List.of(
            new InvalidRequestException.FieldError(
                e.getName(),
                e.getRequiredType() == null
                    ? "cannot be read"
                    : "must be of type " + e.getRequiredType().getSimpleName())),
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(
      HttpMessageNotReadableException e, HttpServletRequest request) {
    return invalid(
        List.of(new InvalidRequestException.FieldError("body", "must be JSON of the stated form")),
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> other(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
      ProblemDetail detail = ProblemDetail.forStatus(known.getStatusCode());
      detail.setDetail(known.getBody().getDetail());
      return answer(known.getStatusCode(), detail, request);
    }
    LOG.error("an operator's request failed", e);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR),
        request);
  }

  private static ResponseEntity<ProblemDetail> invalid(
      List<InvalidRequestException.FieldError> errors, HttpServletRequest request) {
    ProblemDetail detail = ProblemDetail.forStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    detail.setType(URI.create(Problem.TYPES + "invalid-request"));
    detail.setTitle("What was sent breaks a rule");
    detail.setProperty("errors", errors);
    return answer(HttpStatus.UNPROCESSABLE_CONTENT, detail, request);
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatusCode status, ProblemDetail detail, HttpServletRequest request) {
    detail.setProperty("reference", CorrelationId.find(request));
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }
}
