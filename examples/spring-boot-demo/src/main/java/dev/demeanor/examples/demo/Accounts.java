package dev.demeanor.examples.demo;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.stereotype.Component;

/** The accounts of the demo, for as long as it runs. Thread-safe. */
@Component
class Accounts {

  static final String OPERATOR = "operator";

  private static final int MOST = 1_000;
  private static final int LEAST_PASSWORD = 8;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{1,19}");

  private final InMemoryUserDetailsManager users;
  private final PasswordEncoder passwords;
  private int count;

  Accounts(InMemoryUserDetailsManager users, PasswordEncoder passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  /** Makes an account; returns what is wrong, or empty when it is there. */
  synchronized Optional<String> create(String name, String password) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("A name has 2 to 20 lower case letters and digits.");
    }
    if (password.length() < LEAST_PASSWORD) {
      return Optional.of("A password has at least 8 characters.");
    }
    if (users.userExists(name) || count >= MOST) {
      return Optional.of("This name is taken.");
    }
    users.createUser(
        User.withUsername(name).password(passwords.encode(password)).roles("PERSON").build());
    count++;
    return Optional.empty();
  }
}
