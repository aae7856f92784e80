package dev.demeanor.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SilenceTest {

  @Test
  void training_printsNothingAndLogsNothingBelowWarning() {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    List<LogRecord> logged = new ArrayList<>();
    Logger root = Logger.getLogger("");
    Handler handler = recording(logged);
    root.addHandler(handler);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Forest.grow(ForestAgreementTest.rows(100, 1), new ForestSettings(3, 3, 1), 42);
      new OcSvmAgreementTest();
    } finally {
      System.setOut(out);
      root.removeHandler(handler);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(logged).isEmpty();
  }

  private static Handler recording(List<LogRecord> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        if (String.valueOf(record.getLoggerName()).startsWith("org.tribuo")) {
          logged.add(record);
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
