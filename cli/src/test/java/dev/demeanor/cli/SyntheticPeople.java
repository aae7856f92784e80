package dev.demeanor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small cmu, balabit and sea set below one folder, made by nobody. */
public final class SyntheticPeople {

  private static final int COMMANDS = 5_300;

  private SyntheticPeople() {}

  /**
   * Writes the sets of this many people. Everybody typed {@code repetitions} times in each of eight
   * sessions, moved the mouse in one training session and three tests, the last of them somebody
   * else's, and was followed by a masquerader in the second of three blocks; but the last account
   * of sea had none when there are more than two.
   */
  public static void write(Path folder, int people, int repetitions) throws IOException {
    Path cmu = Files.createDirectories(folder.resolve("cmu"));
    SyntheticPasswords.write(
        cmu.resolve("data.csv"), SyntheticPasswords.lines(people, repetitions, 5), "\n");
    StringBuilder labels = new StringBuilder("filename,is_illegal\n");
    SplittableRandom random = new SplittableRandom(6);
    for (int person = 1; person <= people; person++) {
      mouse(
          folder.resolve("balabit/training_files/user" + person),
          "session_" + person,
          6_000,
          person,
          random);
      for (int test = 1; test <= 3; test++) {
        String name = "session_" + person + "t" + test;
        int mover = test == 3 ? person + people : person;
        mouse(folder.resolve("balabit/test_files/user" + person), name, 300, mover, random);
        labels.append(name).append(test == 3 ? ",1\n" : ",0\n");
      }
    }
    text(folder.resolve("balabit/public_labels.csv"), labels.toString());
    sea(folder.resolve("sea"), people, random);
  }

  private static void mouse(
      Path folder, String name, int moves, int person, SplittableRandom random) throws IOException {
    StringBuilder rows = new StringBuilder("record timestamp,client timestamp,button,state,x,y\n");
    double time = 0;
    for (int i = 0; i < moves; i++) {
      time += 0.02 + 0.01 * person * random.nextDouble();
      String move =
          i % 30 == 28 ? "Left,Pressed" : i % 30 == 29 ? "Left,Released" : "NoButton,Move";
      int x = 100 + i % 30 * 5 * person + random.nextInt(5);
      rows.append(time).append(',').append(time).append(',').append(move);
      rows.append(',').append(x).append(',').append(200 + random.nextInt(20)).append('\n');
    }
    text(folder.resolve(name), rows.toString());
  }

  private static void sea(Path folder, int people, SplittableRandom random) throws IOException {
    for (int person = 1; person <= people; person++) {
      StringBuilder commands = new StringBuilder();
      for (int i = 0; i < COMMANDS; i++) {
        boolean masquerade = i / 100 == 51 && (person < people || people < 3);
        commands.append(masquerade ? "m" : "c").append(person * 3 + random.nextInt(6)).append('\n');
      }
      text(folder.resolve("User" + person), commands.toString());
    }
    String matrix =
        IntStream.rangeClosed(1, 100)
            .mapToObj(
                block ->
                    IntStream.rangeClosed(1, people)
                        .mapToObj(p -> block == 2 && (p < people || people < 3) ? "1" : "0")
                        .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n", "", "\n"));
    text(folder.resolve("masquerade_summary.txt"), matrix);
  }

  private static void text(Path file, String content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }
}
