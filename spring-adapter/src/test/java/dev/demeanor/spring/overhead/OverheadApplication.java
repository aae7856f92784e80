package dev.demeanor.spring.overhead;

import dev.demeanor.spring.Contexts;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with form login whose one route reads its database: one that counts rows in this
 * process, or one that is elsewhere and is waited for.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class OverheadApplication {

  static final int PEOPLE = 40;

  /** Instead of a number of rows: the database is elsewhere. */
  static final long ELSEWHERE = 0;

  private static final String QUERY = "select sum(x) from system_range(1, ?)";
  private static final String SLEEP = "create alias sleep for 'java.lang.Thread.sleep(long)'";

  private final JdbcTemplate database;
  private final long rows;

  OverheadApplication(JdbcTemplate database, @Value("${overhead.rows}") long rows) {
    this.database = database;
    this.rows = rows;
    if (rows == ELSEWHERE) {
      database.execute(SLEEP);
    }
  }

  static String name(int person) {
    return "person-" + person;
  }

  @Bean
  UserDetailsService people() {
    return new InMemoryUserDetailsManager(
        IntStream.range(0, PEOPLE)
            .mapToObj(
                person ->
                    User.withUsername(name(person))
                        .password("{noop}" + Contexts.SECRET)
                        .roles("USER")
                        .build())
            .toArray(UserDetails[]::new));
  }

  @GetMapping("/accounts/{id}")
  String account() {
    Long read =
        rows == ELSEWHERE
            ? database.queryForObject("call sleep(1)", Long.class)
            : database.queryForObject(QUERY, Long.class, rows);
    return "account " + read;
  }

  /** Finds how many rows take about a millisecond here: the same number for both applications. */
  static long rowsOfAMillisecond() {
    DataSource source = new DriverManagerDataSource("jdbc:h2:mem:rows;DB_CLOSE_DELAY=-1");
    JdbcTemplate database = new JdbcTemplate(source);
    long rows = 1_000;
    for (int i = 0; i < 600; i++) {
      long start = System.nanoTime();
      database.queryForObject(QUERY, Long.class, rows);
      double micros = (System.nanoTime() - start) / 1e3;
      rows = Math.max(100, (long) (rows * Math.min(1.2, Math.max(0.8, 1_000 / micros))));
    }
    return rows;
  }
}
