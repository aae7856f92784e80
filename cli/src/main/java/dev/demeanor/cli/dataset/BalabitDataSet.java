package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.input.InputFiles;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.event.EventBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mouse recordings of A. Fulop, L. Kovacs, T. Kurics and E. Windhager-Pokol, "Balabit Mouse
 * Dynamics Challenge data set", 2016: long training sessions, and short test sessions of which some
 * are somebody else's. Test sessions without a label are left out and counted.
 */
final class BalabitDataSet implements DataSet {

  private static final String LABELS = "public_labels.csv";
  private static final String ORIGINAL_LABELS =
      "efd27f2a362d6cc72ffe16ea16d730fc14e9345f64f8d35eadaf6311b2f9842c";
  private static final Pattern SESSION =
      Pattern.compile("(training|test)_files/(user([0-9]{1,6}))/(session_[0-9A-Za-z]{1,40})$");
  private static final String REMEDY =
      "--data needs training_files, test_files and public_labels.csv as their authors publish them";

  @Override
  public String name() {
    return "balabit";
  }

  @Override
  public Recordings load(Path path) {
    Loading loading = new Loading();
    InputSummary input =
        InputFiles.readAll(
            path,
            "training_files/userN/session_* or test_files/userN/session_*",
            file -> SESSION.matcher(file).find() || file.endsWith(LABELS),
            loading::read);
    return loading.recordings(input);
  }

  /** One session file. */
  private record Found(boolean training, String name, List<EventBuffer> units) {}

  private static final class Loading {

    private final Map<Integer, List<Found>> byUser = new TreeMap<>();
    private final Map<String, Boolean> illegal = new HashMap<>();
    private final Irregularities irregularities = new Irregularities();
    private boolean labelled;
    private String note = "";

    void read(String file, InputStream content) throws IOException {
      Matcher session = SESSION.matcher(file);
      if (session.find()) {
        List<EventBuffer> units = new BalabitSession(irregularities).read(file, content);
        byUser
            .computeIfAbsent(Integer.parseInt(session.group(3)), user -> new ArrayList<>())
            .add(new Found(session.group(1).equals("training"), session.group(4), units));
      } else {
        labelled = true;
        Digested digested = new Digested(content);
        readLabels(new Lines(file, digested));
        if (digested.sha256().equals(ORIGINAL_LABELS)) {
          note = "with the complete labels as their authors publish them";
        }
      }
    }

    private void readLabels(Lines lines) throws IOException {
      lines.expectHeader("filename,is_illegal", REMEDY);
      for (String row = lines.nextRow(); row != null; row = lines.nextRow()) {
        String[] cells = row.split(",", -1);
        if (cells.length != 2 || !cells[1].strip().matches("[01]")) {
          throw new BadInput(
              lines.where() + " must be a file name and 0 or 1; repair or remove the row");
        }
        if (illegal.putIfAbsent(cells[0].strip(), cells[1].strip().equals("1")) != null) {
          throw new BadInput(lines.where() + " repeats a file name; each may occur once");
        }
      }
    }

    Recordings recordings(InputSummary input) {
      if (!labelled) {
        throw new BadInput(input.path() + " holds no " + LABELS + "; " + REMEDY);
      }
      List<SubjectRecording> subjects = new ArrayList<>();
      byUser.forEach(
          (user, found) -> subjects.add(new SubjectRecording("user" + user, sessions(found))));
      illegal.keySet().forEach(file -> irregularities.count("labels without a session"));
      return new Recordings("balabit", subjects, input, note, irregularities.counts());
    }

    private List<RecordedSession> sessions(List<Found> found) {
      found.sort(Comparator.comparing((Found f) -> !f.training()).thenComparing(Found::name));
      List<RecordedSession> sessions = new ArrayList<>();
      for (Found one : found) {
        Boolean label = one.training() ? Boolean.FALSE : illegal.remove(one.name());
        if (label == null) {
          irregularities.count("test sessions without a label, left out");
        } else {
          Role role = one.training() ? Role.OWN : label ? Role.TEST_OTHER : Role.TEST_OWN;
          sessions.add(
              new RecordedSession(sessions.size() + 1, role, SessionSetup.desktop(), one.units()));
        }
      }
      return sessions;
    }
  }
}
