package dev.demeanor.cli.database;

import dev.demeanor.cli.BadInput;
import dev.demeanor.spi.ProviderOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database behind a URL of H2, PostgreSQL or MariaDB. User and password stand in the URL or in
 * the environment, {@value #USER} and {@value #PASSWORD}; neither is ever shown. Thread-safe.
 */
public final class JdbcUrl implements DataSource, AutoCloseable {

  static final String USER = "DEMEANOR_DB_USER";
  static final String PASSWORD = "DEMEANOR_DB_PASSWORD";

  private static final String H2_FILE = ".mv.db";
  private static final String SCHEME = "jdbc:";

  /** Passwords within a URL: of its settings, and behind the user before the host. */
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile(
          "(?is)[?;&][a-z_.]*(?:password|pwd|passphrase)[a-z]*=([^;&]+)|//[^/:@]*:([^/]+)@");

  private final String url;
  private final Properties properties = new Properties();

  /** Keeps an embedded database open between calls: it would be closed and opened for each. */
  private @Nullable Connection keeper;

  private JdbcUrl(String url, Map<String, String> environment) {
    this.url = url;
    String user = environment.get(USER);
    String password = environment.get(PASSWORD);
    if (user != null) {
      properties.setProperty("user", user);
    } else if (url.startsWith("jdbc:h2:") && !url.contains(";USER=")) {
      properties.setProperty("user", "sa"); // what the library's own H2 files have
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
  }

  /** Returns whether a text is the URL of a database, and no path. */
  public static boolean isOne(String text) {
    return text.startsWith(SCHEME);
  }

  /** Returns the database behind a URL, or an H2 file. */
  public static JdbcUrl of(String text) {
    return of(text, System.getenv());
  }

  /** Returns the database behind a URL, or an H2 file, with user and password from there. */
  public static JdbcUrl of(String text, Map<String, String> environment) {
    if (isOne(text)) {
      return new JdbcUrl(existing(text), environment);
    }
    String file = Path.of(text).toAbsolutePath().toString();
    String name =
        file.endsWith(H2_FILE) ? file.substring(0, file.length() - H2_FILE.length()) : file;
    return new JdbcUrl("jdbc:h2:file:" + name + ";IFEXISTS=TRUE", environment);
  }

  /** H2 makes a database in a file that is not there: a slip of the pen would leave one behind. */
  private static String existing(String url) {
    boolean inFile = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
    return inFile && !url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=")
        ? url + ";IFEXISTS=TRUE"
        : url;
  }

  /** Returns options that open stores as they are: nothing is made or upgraded. */
  public ProviderOptions options(String prefix) {
    return ProviderOptions.none()
        .with(DataSource.class, this)
        .with("table-prefix", prefix)
        .with("initialize-schema", "never")
        .with("timeout", "PT60S");
  }

  /** Returns the URL without what may be secret in it. */
  public String shown() {
    return shown(url);
  }

  private static String shown(String url) {
    return url.replaceAll("(?s)[?;].*", "").replaceAll("//[^/]*@", "//");
  }

  /** Returns an argument of a command without what may be secret in a URL in it. */
  public static String hidden(String argument) {
    int url = argument.indexOf(SCHEME);
    return url < 0 ? argument : argument.substring(0, url) + shown(argument.substring(url));
  }

  /** Says what failed, with the database and without its secrets. */
  public BadInput unreadable(String option, RuntimeException e) {
    return new BadInput(
        option
            + " "
            + shown()
            + " cannot be read: "
            + e.getMessage()
            + "; check the URL, and user and password in it or in "
            + USER
            + " and "
            + PASSWORD,
        e);
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (keeper == null) {
      keeper = connect();
    }
    return connect();
  }

  private Connection connect() throws SQLException {
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      throw withoutSecrets(e);
    }
  }

  /** Drivers quote the URL that they do not take, or a part of it. */
  private SQLException withoutSecrets(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String hidden = message.replace(url, shown());
    for (String secret : secrets()) {
      hidden = hidden.replace(secret, "***");
    }
    return hidden.equals(message) ? e : new SQLException(hidden, e.getSQLState(), e.getErrorCode());
  }

  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    Matcher found = PASSWORD_IN_URL.matcher(url);
    while (found.find()) {
      secrets.add(found.group(1) == null ? found.group(2) : found.group(1));
    }
    String password = properties.getProperty("password", "");
    if (!password.isEmpty()) {
      secrets.add(password);
    }
    return secrets;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("has no logger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public synchronized void close() {
    Connection open = keeper;
    keeper = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // it is gone already
      }
    }
  }

  @Override
  public String toString() {
    return shown();
  }
}
