package dev.demeanor.cli.dataset;

import dev.demeanor.cli.input.InputSummary;
import java.util.List;

/**
 * What a data set holds. Immutable, but for the event buffers, which nobody changes after loading.
 *
 * @param dataset name of the data set
 * @param fields names of the fixed-text fields; events carry a field's place in this list
 * @param subjects the people, in the order of the data
 * @param input what was read
 * @param note what else the user should know of it, or empty
 */
public record Recordings(
    String dataset,
    List<String> fields,
    List<SubjectRecording> subjects,
    InputSummary input,
    String note) {

  /** Copies the lists. */
  public Recordings {
    fields = List.copyOf(fields);
    subjects = List.copyOf(subjects);
  }

  /** Returns how many units there are in all. */
  public int units() {
    return subjects.stream()
        .flatMap(subject -> subject.sessions().stream())
        .mapToInt(s -> s.units().size())
        .sum();
  }
}
