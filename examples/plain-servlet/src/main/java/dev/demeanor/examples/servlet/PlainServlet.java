package dev.demeanor.examples.servlet;

import dev.demeanor.BehaviorMonitor;

/**
 * Starts the application and says where it is and how to sign in. {@code java -jar
 * plain-servlet.jar [PORT]}; 8080 when left out.
 */
public final class PlainServlet {

  private static final int PORT = 8080;

  private PlainServlet() {}

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) {
    int port = arguments.length == 0 ? PORT : Integer.parseInt(arguments[0]);
    Accounts accounts = new Accounts();
    String password = accounts.add("ada");
    BehaviorMonitor monitor = BehaviorMonitor.builder().build();
    Application application = new Application(port, monitor, accounts);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  application.close();
                  monitor.close();
                }));
    System.out.println("http://127.0.0.1:" + application.port() + "/");
    System.out.println("Sign in as ada with the password " + password);
    application.await();
  }
}
