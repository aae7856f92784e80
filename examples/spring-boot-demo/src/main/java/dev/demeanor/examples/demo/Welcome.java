package dev.demeanor.examples.demo;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the demo is. */
@Component
class Welcome {

  private final DemoSecurity.OperatorPassword password;

  Welcome(DemoSecurity.OperatorPassword password) {
    this.password = password;
  }

  @EventListener
  void ready(ApplicationReadyEvent ready) {
    if (ready.getApplicationContext() instanceof WebServerApplicationContext web
        && web.getWebServer() != null) {
      System.out.println();
      System.out.println(
          "  Harbour Mail    http://localhost:" + web.getWebServer().getPort() + "/");
      System.out.println(
          "  Review blocks   as " + Accounts.OPERATOR + ", password " + password.value());
      System.out.println("  End it with Ctrl+C. What was learned is gone with it.");
      System.out.println();
    }
  }
}
