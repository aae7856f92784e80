package dev.demeanor.spring.security;

import dev.demeanor.testkit.ScriptedMonitor;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application that knows nothing of Demeanor, with a scripted monitor. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SecuredApplication {

  @Bean
  ScriptedMonitor monitor() {
    return new ScriptedMonitor(Clock.systemUTC());
  }

  /** How often the rules were asked about routes that are not public. */
  static final AtomicInteger ASKED = new AtomicInteger();

  @Bean
  SecurityFilterChain chain(HttpSecurity http) {
    AuthorizationManager<RequestAuthorizationContext> signedIn =
        AuthenticatedAuthorizationManager.authenticated();
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/open", "/login")
                    .permitAll()
                    .anyRequest()
                    .access(
                        (person, context) -> {
                          ASKED.incrementAndGet();
                          return signedIn.authorize(person, context);
                        }))
        .formLogin(form -> {})
        .build();
  }

  @RestController
  static class Handlers {

    @GetMapping("/open")
    String open() {
      return "open";
    }

    @GetMapping("/accounts/{id}")
    String account(@PathVariable String id) {
      return "account";
    }

    @GetMapping("/poll/now")
    String poll() {
      return "polled";
    }
  }
}
