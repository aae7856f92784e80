package dev.demeanor.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Leads to the page that is due. */
final class StartServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Page.redirect(response, SignedIn.name(request).isPresent() ? "/home" : "/sign-in");
  }
}
