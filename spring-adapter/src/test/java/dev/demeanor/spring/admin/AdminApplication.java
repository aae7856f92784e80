package dev.demeanor.spring.admin;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** An application whose chain lets everybody in everywhere. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class AdminApplication {

  @Bean
  SecurityFilterChain careless(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .build();
  }
}
