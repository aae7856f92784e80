package dev.demeanor.examples.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes pages and redirects. */
final class Page {

  private Page() {}

  static void write(HttpServletResponse response, String title, String head, String body)
      throws IOException {
    response.setContentType("text/html;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
    response
        .getWriter()
        .print(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>%s</title>
            %s</head>
            <body>
            <main>
            <h1>%s</h1>
            %s</main>
            </body>
            </html>
            """
                .formatted(title, head, title, body));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static void redirect(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
  }
}
