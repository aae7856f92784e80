package dev.demeanor.examples.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.ott.GenerateOneTimeTokenRequestResolver;

/**
 * Who may see what. An ordinary configuration of Spring Security with a password and a one-time
 * link: that behaviour is watched, and what follows from it, is the starter's business and stands
 * nowhere here.
 */
@Configuration(proxyBeanMethods = false)
class DemoSecurity {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  SecurityFilterChain chain(HttpSecurity http, OneTimeLinks links) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/", "/sign-in", "/sign-up", "/step-up", "/step-up/send")
                    .permitAll()
                    .requestMatchers("/app/**", "/demeanor/collector.js", "/error")
                    .permitAll()
                    .requestMatchers("/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/review", "/demeanor/admin/**", "/actuator/**")
                    .hasRole("DEMEANOR_ADMIN")
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage("/sign-in").defaultSuccessUrl("/mail"))
        .oneTimeTokenLogin(
            token ->
                token
                    .loginPage("/step-up")
                    .tokenGeneratingUrl("/step-up/send")
                    .loginProcessingUrl("/step-up/confirm")
                    .showDefaultSubmitPage(false)
                    .tokenGenerationSuccessHandler(links)
                    .failureUrl("/step-up?error"))
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signedOut"))
        .headers(
            headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
        .build();
  }

  /** A link is for whoever is signed in, whatever the form says. */
  @Bean
  GenerateOneTimeTokenRequestResolver linksAreForTheSignedIn() {
    return OneTimeLinks::request;
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  InMemoryUserDetailsManager users(OperatorPassword password, PasswordEncoder passwords) {
    return new InMemoryUserDetailsManager(
        User.withUsername(Accounts.OPERATOR)
            .password(passwords.encode(password.value()))
            .roles("DEMEANOR_ADMIN")
            .build());
  }

  @Bean
  OperatorPassword operatorPassword(DemoProperties properties) {
    String given = properties.operatorPassword();
    return new OperatorPassword(given == null ? DemoApplication.random().substring(0, 16) : given);
  }

  /**
   * Password of the operator.
   *
   * @param value the password
   */
  record OperatorPassword(String value) {
    @Override
    public String toString() {
      return "OperatorPassword[redacted]";
    }
  }
}
