package dev.demeanor.population;

import dev.demeanor.evidence.PopulationCalibration;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.detector.Detector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was learned of background people, for each detector: how people in general behave, and what
 * the detector's scores are worth. Holds no recording and no name; whoever is in it can only be
 * recognised by somebody who knows the name already. Made by {@link PopulationTraining}, passed to
 * a monitor's builder. Immutable and thread-safe.
 */
public final class Population {

  /** Fewer people than this say nothing about people in general. */
  public static final int LEAST_PEOPLE = 4;

  /** Fewer people than this are worth a warning: a judgement, no experiment has settled it yet. */
  public static final int ENOUGH_PEOPLE = 20;

  private static final int FORMAT = 1;
  private static final int ID_BYTES = 8;
  private static final int MOST_PARTS = 100;
  private static final int MOST_PEOPLE = 10_000_000;

  private final PopulationOrigin origin;
  private final Members members;
  private final Map<String, Part> parts;
  private final String id;

  Population(PopulationOrigin origin, Members members, List<Part> parts) {
    this.origin = origin;
    this.members = members;
    Map<String, Part> byDetector = new LinkedHashMap<>();
    parts.forEach(part -> byDetector.put(part.detector(), part));
    this.parts = byDetector;
    StateWriter decisive = new StateWriter();
    parts.forEach(part -> part.save(decisive));
    this.id =
        HexFormat.of().formatHex(Members.sha256().digest(decisive.toByteArray()), 0, ID_BYTES);
  }

  /** Returns the first 64 bits of a SHA-256 over all that decides, in hexadecimal. */
  public String id() {
    return id;
  }

  /** Returns where it comes from. */
  public PopulationOrigin origin() {
    return origin;
  }

  /** Returns how many people are in it. */
  public int people() {
    return members.hashes().size();
  }

  /** Returns from how many people each detector learned, by its name. */
  public Map<String, Integer> detectors() {
    return parts.values().stream()
        .collect(Collectors.toMap(Part::detector, Part::people, (a, b) -> a, LinkedHashMap::new));
  }

  /** Returns whether somebody of this name is in it. */
  public boolean contains(String name) {
    return members.contains(name);
  }

  /**
   * Returns how a detector gives evidence with this population; one-class when there is no part for
   * it.
   *
   * @throws IllegalArgumentException if the detector cannot read its part
   */
  public Recipe recipe(Detector detector) {
    Part part = parts.get(detector.name());
    return part == null ? Recipe.oneClass(detector) : part.recipe(detector);
  }

  /** Appends the stored form. */
  public void save(StateWriter out) {
    out.putInt(FORMAT);
    out.putString(origin.data()).putString(origin.sha256()).putLong(origin.at().toEpochMilli());
    out.putString(origin.tool()).putLong(origin.seed());
    out.putString(members.salt()).putInt(members.hashes().size());
    members.hashes().forEach(out::putString);
    out.putInt(parts.size());
    parts.values().forEach(part -> part.save(out));
  }

  /**
   * Reads the stored form.
   *
   * @throws CorruptStateException if it is damaged or of an unknown format version
   */
  public static Population load(StateReader in) {
    in.getInt("population format", FORMAT, FORMAT);
    PopulationOrigin origin = origin(in);
    String salt = in.getString();
    List<String> hashes = new ArrayList<>();
    for (int left = in.getInt("people", 0, MOST_PEOPLE); left > 0; left--) {
      hashes.add(in.getString());
    }
    List<Part> parts = new ArrayList<>();
    for (int left = in.getInt("detectors", 0, MOST_PARTS); left > 0; left--) {
      parts.add(part(in));
    }
    in.expectEnd();
    return new Population(origin, new Members(salt, hashes), parts);
  }

  private static PopulationOrigin origin(StateReader in) {
    try {
      return new PopulationOrigin(
          in.getString(),
          in.getString(),
          Instant.ofEpochMilli(in.getLong()),
          in.getString(),
          in.getLong());
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("population: " + e.getMessage());
    }
  }

  private static Part part(StateReader in) {
    String detector = in.getString();
    int people = in.getInt("people of a detector", 0, MOST_PEOPLE);
    byte[] model = in.getBytes();
    Optional<PopulationCalibration> calibration =
        in.getByte() == 1 ? Optional.of(PopulationCalibration.load(in)) : Optional.empty();
    return new Part(detector, people, model, calibration);
  }

  /** Tells where it comes from, and nobody's name. */
  @Override
  public String toString() {
    return "population " + id + " of " + people() + " people (" + origin.data() + ")";
  }
}
