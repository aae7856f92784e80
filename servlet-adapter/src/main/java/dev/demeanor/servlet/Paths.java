package dev.demeanor.servlet;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request within the application. */
final class Paths {

  private Paths() {}

  /** Returns it as the container mapped it: decoded, normalised, without path parameters. */
  static String of(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }
}
