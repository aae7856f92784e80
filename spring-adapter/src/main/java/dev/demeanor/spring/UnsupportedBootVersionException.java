package dev.demeanor.spring;

/** This starter is on the class path of another Spring Boot than the one it is made for. */
final class UnsupportedBootVersionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsupportedBootVersionException(String version) {
    super(
        "demeanor-spring-boot4-starter needs Spring Boot 4, found "
            + version
            + ". On another version its filters and health would silently be missing.");
  }
}
