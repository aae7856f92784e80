package dev.demeanor.cli.dataset;

import dev.demeanor.cli.input.InputSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a data set holds. Immutable, but for the event buffers, which nobody changes after loading.
 *
 * @param dataset name of the data set
 * @param subjects the people, in the order of the data
 * @param input what was read
 * @param note what else the user should know of it, or empty
 * @param irregularities what was left out or mended, by reason
 */
public record Recordings(
    String dataset,
    List<SubjectRecording> subjects,
    InputSummary input,
    String note,
    Map<String, Long> irregularities) {

  /** Copies list and map. */
  public Recordings {
    subjects = List.copyOf(subjects);
    irregularities = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(irregularities));
  }

  /** Returns how many units there are in all. */
  public int units() {
    return subjects.stream()
        .flatMap(subject -> subject.sessions().stream())
        .mapToInt(s -> s.units().size())
        .sum();
  }

  /** Returns how many events there are in all. */
  public long events() {
    return subjects.stream()
        .flatMap(subject -> subject.sessions().stream())
        .mapToLong(RecordedSession::events)
        .sum();
  }
}
