package dev.demeanor.population;

import dev.demeanor.event.Source;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.subject.DeviceClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One person of the background, whose sessions are fed one after another in the order of time. Not
 * thread-safe.
 */
public final class BackgroundPerson {

  /**
   * What makes a template, without the subject.
   *
   * @param source what is observed
   * @param device on what kind of device
   */
  record Place(Source source, DeviceClass device) {}

  private final PopulationTraining training;
  private final String name;
  private final Map<Place, List<List<FeatureVector>>> sessions = new LinkedHashMap<>();

  BackgroundPerson(PopulationTraining training, String name) {
    this.training = training;
    this.name = name;
  }

  /** Returns the name, which no population keeps. */
  public String name() {
    return name;
  }

  /** Opens the next session; close it before opening another. */
  public BackgroundSession open(DeviceClass device) {
    return new BackgroundSession(this, training.machine(), device);
  }

  /**
   * Takes the next session as windows that were kept, in the order of time.
   *
   * @param source what was observed
   * @param device on what kind of device
   * @param windows not to be changed any more
   */
  public void session(Source source, DeviceClass device, List<FeatureVector> windows) {
    add(new Place(source, device), windows);
  }

  /** Takes what a session showed. */
  void add(Place place, List<FeatureVector> windows) {
    if (!windows.isEmpty()) {
      sessions.computeIfAbsent(place, any -> new ArrayList<>()).add(List.copyOf(windows));
    }
  }

  /** Returns the windows of each session, by where they were observed. */
  Map<Place, List<List<FeatureVector>>> sessions() {
    return sessions;
  }

  /** Returns the windows of each session of each source, in the order of time. */
  public Map<Source, List<List<FeatureVector>>> windows() {
    Map<Source, List<List<FeatureVector>>> windows = new LinkedHashMap<>();
    sessions.forEach(
        (place, each) ->
            windows.computeIfAbsent(place.source(), any -> new ArrayList<>()).addAll(each));
    return windows;
  }

  /** Says nothing about the person. */
  @Override
  public String toString() {
    return "BackgroundPerson[" + sessions.size() + " sources]";
  }
}
