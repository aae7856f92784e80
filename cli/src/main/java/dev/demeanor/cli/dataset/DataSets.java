package dev.demeanor.cli.dataset;

import dev.demeanor.cli.BadInput;
import java.util.List;

/** The data sets that exist. */
public final class DataSets {

  private static final List<DataSet> ALL =
      List.of(
          new CmuDataSet(),
          new BalabitDataSet(),
          new SeaDataSet(),
          new FreeTextDataSet(),
          new EventLogDataSet());

  private DataSets() {}

  /** Returns all names. */
  public static List<String> names() {
    return ALL.stream().map(DataSet::name).toList();
  }

  /**
   * Returns the data set of this name.
   *
   * @throws BadInput if there is none
   */
  public static DataSet get(String name) {
    return ALL.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--dataset must be one of "
                        + String.join(", ", names())
                        + ", was "
                        + BadInput.quote(name)));
  }
}
