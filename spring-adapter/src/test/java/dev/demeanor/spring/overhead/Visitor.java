package dev.demeanor.spring.overhead;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Asks for a page again and again on one connection, each time with another person's cookie. Plain
 * HTTP over a socket: a client library would take more of the machine than what is measured.
 */
final class Visitor implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final String LENGTH = "content-length:";

  private final int port;
  private final List<byte[]> requests;
  private Socket socket;
  private InputStream in;
  private int reconnects;
  private int next;

  Visitor(int port, List<String> cookies) throws IOException {
    this.port = port;
    this.requests = cookies.stream().map(Visitor::request).toList();
    connect();
  }

  private static byte[] request(String cookie) {
    String text = "GET /accounts/7 HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nCookie: " + cookie;
    return (text + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private void connect() throws IOException {
    socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Returns how long each request took. */
  long[] ask(int times) throws IOException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      byte[] request = requests.get(next++ % requests.size());
      long start = System.nanoTime();
      String answer = exchange(request);
      nanos[i] = System.nanoTime() - start;
      if (!answer.startsWith("account")) {
        throw new IllegalStateException("answered " + answer);
      }
    }
    return nanos;
  }

  /** A connection that was closed between turns is made anew, once. */
  private String exchange(byte[] request) throws IOException {
    try {
      return sent(request);
    } catch (IOException e) {
      reconnects++;
      socket.close();
      connect();
      return sent(request);
    }
  }

  private String sent(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).trim());
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return status.contains(" 200") ? body : status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  int reconnects() {
    return reconnects;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
