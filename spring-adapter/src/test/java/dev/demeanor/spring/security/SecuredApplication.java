package dev.demeanor.spring.security;

import dev.demeanor.testkit.ScriptedMonitor;
import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
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

  @Bean
  SecurityFilterChain chain(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/open", "/login")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
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
