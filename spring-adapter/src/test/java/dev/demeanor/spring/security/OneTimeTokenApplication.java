package dev.demeanor.spring.security;

import dev.demeanor.testkit.ScriptedMonitor;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application in which people sign in by a password and may prove themselves by a token. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OneTimeTokenApplication {

  /** What was sent to the person last. */
  static final AtomicReference<String> SENT = new AtomicReference<>("");

  @Bean
  ScriptedMonitor monitor() {
    return new ScriptedMonitor(Clock.systemUTC());
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .formLogin(form -> {})
        .oneTimeTokenLogin(
            tokens ->
                tokens.tokenGenerationSuccessHandler(
                    (request, response, token) -> SENT.set(token.getTokenValue())))
        .build();
  }

  @RestController
  static class Handlers {

    @GetMapping("/account")
    String account() {
      return "account";
    }
  }
}
