package dev.demeanor.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Serves the collector's script out of {@code demeanor-collector-web}, with an {@code ETag}:
 * browsers ask each time and get it once. Public, as every script is. Thread-safe.
 */
public final class CollectorServlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final String RESOURCE = "META-INF/resources/demeanor/collector.js";

  private final byte[] script;
  private final String tag;

  private CollectorServlet(byte[] script) {
    this.script = script;
    this.tag = '"' + digest(script) + '"';
  }

  /**
   * Returns the servlet; empty when the jar is not on the class path.
   *
   * @throws UncheckedIOException if the script cannot be read
   */
  static Optional<CollectorServlet> find(ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream(RESOURCE)) {
      return in == null ? Optional.empty() : Optional.of(new CollectorServlet(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("X-Content-Type-Options", "nosniff");
    String known = request.getHeader("If-None-Match");
    if (known != null && (known.equals("*") || known.contains(tag))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType("text/javascript;charset=utf-8");
    response.setContentLength(script.length);
    response.getOutputStream().write(script);
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
