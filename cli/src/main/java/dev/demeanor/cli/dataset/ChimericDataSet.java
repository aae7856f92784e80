package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import dev.demeanor.cli.input.InputSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Three data sets of different people, each with one modality: {@code cmu}, {@code balabit} and
 * {@code sea}, from one folder. Each is the file or folder below it whose name says so, or whose
 * name is the one its authors gave it. Every subject is in the group of its set; who is paired with
 * whom is the protocol's to say.
 */
final class ChimericDataSet implements DataSet {

  private static final int MAX_DEPTH = 8;

  private record Part(DataSet set, Pattern named) {

    static Part of(DataSet set, String original) {
      String named = "(^|.*[^a-z])" + set.name() + "([^a-z].*|$)|" + original;
      return new Part(set, Pattern.compile(named, Pattern.CASE_INSENSITIVE));
    }
  }

  private static final List<Part> PARTS =
      List.of(
          Part.of(new CmuDataSet(), "DSL-StrongPassword.*"),
          Part.of(new BalabitDataSet(), "Mouse-Dynamics-Challenge.*"),
          Part.of(new SeaDataSet(), "masquerade-data.*"));

  @Override
  public String name() {
    return "chimeric";
  }

  @Override
  public boolean hasOneText() {
    return true;
  }

  @Override
  public Recordings load(Path path) {
    if (!Files.isDirectory(path)) {
      throw new BadInput(
          path + " is no folder; --data of chimeric needs one that holds cmu, balabit and sea");
    }
    List<Path> found = PARTS.stream().map(part -> find(path, part)).toList();
    List<SubjectRecording> subjects = new ArrayList<>();
    Map<String, Long> irregularities = new LinkedHashMap<>();
    StringBuilder digests = new StringBuilder();
    int files = 0;
    for (int i = 0; i < found.size(); i++) {
      DataSet set = PARTS.get(i).set();
      Recordings recordings = set.load(found.get(i));
      for (SubjectRecording subject : recordings.subjects()) {
        subjects.add(new SubjectRecording(subject.subject(), set.name(), subject.sessions()));
      }
      recordings
          .irregularities()
          .forEach((reason, count) -> irregularities.put(set.name() + ": " + reason, count));
      digests.append(recordings.input().sha256()).append('\n');
      files += recordings.input().files();
    }
    InputSummary input = new InputSummary(path.toString(), files, sha256(digests.toString()));
    return new Recordings(
        name(), subjects, input, "sha256 of the three sets' sha256, a line each", irregularities);
  }

  private static Path find(Path folder, Part part) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
      all.filter(path -> !path.equals(folder))
          .filter(path -> part.named().matcher(path.getFileName().toString()).matches())
          .sorted()
          .filter(path -> found.stream().noneMatch(path::startsWith))
          .forEach(found::add);
    } catch (IOException | UncheckedIOException e) {
      throw new BadInput(folder + " cannot be listed; check its permissions", e);
    }
    String name = part.set().name();
    if (found.size() != 1) {
      throw new BadInput(
          folder
              + " holds "
              + (found.isEmpty()
                  ? "no " + name
                  : "more than one " + name + ", " + found.get(0) + " and " + found.get(1))
              + "; --data of chimeric needs one file or folder named "
              + name
              + ", as well as the other two of cmu, balabit and sea");
    }
    return found.get(0);
  }

  private static String sha256(String text) {
    try {
      return new Digested(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).sha256();
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be read", e);
    }
  }
}
