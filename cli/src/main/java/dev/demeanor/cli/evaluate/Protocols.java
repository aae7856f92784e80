package dev.demeanor.cli.evaluate;

import dev.demeanor.cli.BadInput;
import java.util.List;

/** The protocols that exist. The first one defined for a data set is its default. */
final class Protocols {

  private static final List<Protocol> ALL =
      List.of(
          new KillourhyMaxionProtocol(),
          new BalabitProtocol(),
          new SchonlauProtocol(),
          new CrossDayProtocol(),
          new ChronologicalProtocol(),
          new ChimericProtocol(),
          new PoisoningProtocol(),
          new TakeOverProtocol());

  private Protocols() {}

  /** Returns the names of all protocols. */
  static List<String> names() {
    return ALL.stream().map(Protocol::name).toList();
  }

  /** Returns the default protocol of a data set. */
  static Protocol defaultFor(String dataset) {
    return ALL.stream()
        .filter(protocol -> protocol.isFor(dataset))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("data set " + dataset + " has no protocol"));
  }

  /**
   * Returns a data set's protocol of this name.
   *
   * @throws BadInput if there is none
   */
  static Protocol get(String name, String dataset) {
    List<Protocol> candidates = ALL.stream().filter(protocol -> protocol.isFor(dataset)).toList();
    return candidates.stream()
        .filter(protocol -> protocol.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "--protocol must be one of "
                        + String.join(", ", candidates.stream().map(Protocol::name).toList())
                        + " for --dataset "
                        + dataset
                        + ", was "
                        + BadInput.quote(name)));
  }
}
