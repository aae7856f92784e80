package dev.demeanor.cli.report;

import dev.demeanor.cli.report.Plot.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
final class Axis {

  private Axis() {}

  /** Returns ticks at multiples of 1, 2 or 5 times a power of ten, about as many as asked for. */
  static List<Tick> ticks(double low, double high, int about) {
    double rough = (high - low) / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (step >= rough) {
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      ticks.add(new Tick(i * step, label(i * step)));
    }
    return ticks;
  }

  private static String label(double value) {
    String label =
        BigDecimal.valueOf(value)
            .setScale(6, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
    return label.replace('-', '\u2212');
  }
}
