package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.input.InputFiles;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command sequences of M. Schonlau et al., "Computer Intrusion: Detecting Masquerades", 2001: a
 * command is a visit. The first 5,000 commands of a user are session 0, cut into units of a block;
 * each block of 100 after them is a session of its own, numbered from 1, the user's or a
 * masquerader's as the summary matrix says. No times were recorded: those within a block are equal,
 * so that intervals are missing, and an hour lies between blocks.
 */
final class SeaDataSet implements DataSet {

  static final int ENROLMENT_COMMANDS = 5_000;
  static final int BLOCK = 100;

  private static final long BETWEEN_BLOCKS_MICROS = 3_600_000_000L;
  private static final String ORIGINAL_SUMMARY =
      "8bb9bce04c1f1c46a9f3a71017b0da9e53151986e68343a9878f4ecede090b6e";
  private static final Pattern USER = Pattern.compile("(?:^|[/!])(User([0-9]{1,6}))$");
  private static final Pattern TABLE =
      Pattern.compile("(?:^|[/!])(masquerade_summary|columns)\\.txt$");

  @Override
  public String name() {
    return "sea";
  }

  @Override
  public Recordings load(Path path) {
    Loading loading = new Loading();
    InputSummary input =
        InputFiles.readAll(
            path,
            "User1, User2... or masquerade_summary.txt",
            file -> USER.matcher(file).find() || TABLE.matcher(file).find(),
            loading::read);
    return loading.recordings(input);
  }

  private static final class Loading {

    private final Map<Integer, int[]> commands = new TreeMap<>();
    private final SeaSummary summary = new SeaSummary();
    private final Irregularities irregularities = new Irregularities();
    private String note = "";

    void read(String file, InputStream content) throws IOException {
      Matcher user = USER.matcher(file);
      if (user.find()) {
        int number = Integer.parseInt(user.group(2));
        if (commands.put(number, commandsOf(new Lines(file, content))) != null) {
          throw new BadInput(file + " is the second file of its user; --data needs one of each");
        }
      } else if (file.endsWith("columns.txt")) {
        summary.readColumns(new Lines(file, content));
      } else {
        Digested digested = new Digested(content);
        summary.readMatrix(new Lines(file, digested));
        if (digested.sha256().equals(ORIGINAL_SUMMARY)) {
          note = "with the complete summary matrix as its authors publish it";
        }
      }
    }

    private int[] commandsOf(Lines lines) throws IOException {
      List<Integer> routes = new ArrayList<>();
      for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
        routes.add(Route.number(row.strip()));
      }
      if (routes.size() < ENROLMENT_COMMANDS + BLOCK) {
        throw new BadInput(
            lines.file()
                + " must have at least "
                + (ENROLMENT_COMMANDS + BLOCK)
                + " lines, had "
                + routes.size()
                + "; is the file cut off?");
      }
      return routes.stream().mapToInt(Integer::intValue).toArray();
    }

    Recordings recordings(InputSummary input) {
      summary.check(input.path());
      List<SubjectRecording> subjects = new ArrayList<>();
      for (String user : summary.users()) {
        int[] own = commands.remove(Integer.parseInt(user.substring("User".length())));
        if (own == null) {
          irregularities.count("columns of the summary without a user file");
        } else {
          subjects.add(new SubjectRecording(user, sessions(user, own)));
        }
      }
      commands.keySet().forEach(user -> irregularities.count("user files without a column"));
      if (subjects.isEmpty()) {
        throw new BadInput(
            input.path() + " holds no user file of a column of the summary; --data needs both");
      }
      return new Recordings("sea", subjects, input, note, irregularities.counts());
    }

    private List<RecordedSession> sessions(String user, int[] own) {
      List<RecordedSession> sessions = new ArrayList<>();
      List<EventBuffer> enrolment = new ArrayList<>();
      for (int at = 0; at < ENROLMENT_COMMANDS; at += BLOCK) {
        enrolment.add(block(own, at));
      }
      sessions.add(new RecordedSession(0, Role.OWN, SessionSetup.desktop(), enrolment));
      int blocks = Math.min(summary.blocks(), (own.length - ENROLMENT_COMMANDS) / BLOCK);
      for (int b = 1; b <= blocks; b++) {
        Role role = summary.isMasquerade(b, user) ? Role.TEST_OTHER : Role.TEST_OWN;
        EventBuffer block = block(own, ENROLMENT_COMMANDS + (b - 1) * BLOCK);
        sessions.add(new RecordedSession(b, role, SessionSetup.desktop(), List.of(block)));
      }
      for (int at = ENROLMENT_COMMANDS + blocks * BLOCK; at < own.length; at++) {
        irregularities.count("commands after the last complete block, left out");
      }
      for (int b = blocks; b < summary.blocks(); b++) {
        irregularities.count("labels of blocks that are not there");
      }
      return sessions;
    }

    private static EventBuffer block(int[] routes, int from) {
      EventBuffer block = new EventBuffer(BLOCK);
      for (int i = from; i < from + BLOCK; i++) {
        block.addVisit(routes[i], from / BLOCK * BETWEEN_BLOCKS_MICROS);
      }
      return block;
    }
  }
}
