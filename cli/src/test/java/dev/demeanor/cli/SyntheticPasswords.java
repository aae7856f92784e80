package dev.demeanor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Tables in the layout of the CMU benchmark, typed by nobody: each simulated person has a rhythm
 * and some spread.
 */
public final class SyntheticPasswords {

  public static final String HEADER =
      "subject,sessionIndex,rep,H.period,DD.period.t,UD.period.t,H.t,DD.t.i,UD.t.i,H.i,DD.i.e,UD.i.e,H.e,DD.e.five,"
          + "UD.e.five,H.five,DD.five.Shift.r,UD.five.Shift.r,H.Shift.r,DD.Shift.r.o,UD.Shift.r.o,H.o,DD.o.a,UD.o.a,"
          + "H.a,DD.a.n,UD.a.n,H.n,DD.n.l,UD.n.l,H.l,DD.l.Return,UD.l.Return,H.Return";

  private static final int KEYS = 11;

  private SyntheticPasswords() {}

  /**
   * Returns a header and the rows of people p1, p2...: eight sessions of {@code repetitions} each.
   */
  public static List<String> lines(int people, int repetitions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int person = 1; person <= people; person++) {
      double[] dwell = random.doubles(KEYS, 0.06, 0.16).toArray();
      double[] pressToPress = random.doubles(KEYS, 0.08, 0.4).toArray();
      for (int session = 1; session <= 8; session++) {
        for (int rep = 1; rep <= repetitions; rep++) {
          lines.add(row("p" + person, session, rep, dwell, pressToPress, random));
        }
      }
    }
    return lines;
  }

  private static String row(
      String person,
      int session,
      int rep,
      double[] dwell,
      double[] pressToPress,
      SplittableRandom random) {
    StringBuilder row = new StringBuilder(person + "," + session + "," + rep);
    for (int key = 0; key < KEYS; key++) {
      double held = spread(dwell[key], random);
      row.append(String.format(Locale.ROOT, ",%.4f", held));
      if (key < KEYS - 1) {
        double next = spread(pressToPress[key], random);
        row.append(String.format(Locale.ROOT, ",%.4f,%.4f", next, next - held));
      }
    }
    return row.toString();
  }

  private static double spread(double mean, SplittableRandom random) {
    return mean * (0.8 + 0.4 * (random.nextDouble() + random.nextDouble()) / 2);
  }

  /** Writes lines with this line end. */
  public static Path write(Path file, List<String> lines, String lineEnd) throws IOException {
    return Files.write(file, text(lines, lineEnd));
  }

  /** Returns lines as bytes. */
  public static byte[] text(List<String> lines, String lineEnd) {
    return (String.join(lineEnd, lines) + lineEnd).getBytes(StandardCharsets.UTF_8);
  }
}
