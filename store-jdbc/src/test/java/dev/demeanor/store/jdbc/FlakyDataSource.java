package dev.demeanor.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections fail when told to: {@code failing("commit", e)} fails the next
 * commit before it is done, {@code losingAnswer("commit", e)} after it is done.
 */
final class FlakyDataSource extends PlainDataSource {

  private record Plan(String method, boolean afterwards, SQLException failure) {}

  private final DataSource target;
  private final Deque<Plan> plans = new ArrayDeque<>();
  int connections;
  int open;

  FlakyDataSource(DataSource target) {
    this.target = target;
  }

  FlakyDataSource failing(String method, SQLException failure) {
    plans.add(new Plan(method, false, failure));
    return this;
  }

  FlakyDataSource losingAnswer(String method, SQLException failure) {
    plans.add(new Plan(method, true, failure));
    return this;
  }

  @Override
  public Connection getConnection() throws SQLException {
    connections++;
    fail("getConnection", false);
    Connection connection = target.getConnection();
    open++;
    return wrap(Connection.class, connection);
  }

  private void fail(String method, boolean afterwards) throws SQLException {
    Plan plan = plans.peek();
    if (plan != null && plan.method.equals(method) && plan.afterwards == afterwards) {
      plans.remove();
      throw plan.failure;
    }
  }

  private <T> T wrap(Class<T> type, T object) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              fail(method.getName(), false);
              Object answer = invoke(object, method, arguments);
              fail(method.getName(), true);
              if (method.getName().equals("close") && object instanceof Connection) {
                open--;
              }
              return answer instanceof PreparedStatement statement
                  ? wrap(PreparedStatement.class, statement)
                  : answer;
            }));
  }

  private static @Nullable Object invoke(
      Object object, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
