package dev.demeanor.failures;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a driver and a database server, and cuts connections when told to. */
final class TcpRelay implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> forgotten = ConcurrentHashMap.newKeySet();
  private volatile boolean refusing;
  private volatile boolean silent;

  TcpRelay(int target) throws IOException {
    this.target = target;
    start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts what is connected. */
  void cut() {
    sockets.forEach(TcpRelay::close);
    sockets.clear();
  }

  /** Cuts every new connection at once, or no more. */
  void refuse(boolean now) {
    refusing = now;
  }

  /**
   * Carries nothing any more and answers nothing, as if the server's machine were gone; or lets new
   * connections through again. Those of before never hear of it.
   */
  void silence(boolean now) {
    silent = now;
    if (now) {
      forgotten.addAll(sockets);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (refusing) {
          close(client);
          continue;
        }
        if (silent) {
          forgotten.add(client);
          continue;
        }
        join(client);
      } catch (IOException e) {
        // the door is closed
      }
    }
  }

  private void join(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(server);
      start(() -> copy(client, server));
      start(() -> copy(server, client));
    } catch (IOException e) {
      close(client); // the server is down, and the client finds that out at once
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 14];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (forgotten.contains(from)) {
          return; // and both stay open
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // cut
    } finally {
      if (!forgotten.contains(from)) {
        close(from);
        close(to);
        sockets.remove(from);
        sockets.remove(to);
      }
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
    forgotten.forEach(TcpRelay::close);
  }
}
