package dev.demeanor.evidence;

import dev.demeanor.spi.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/**
 * How places of windows spread around their session's, sessions around their person's, and people
 * around their centre: covariances by rows. Immutable.
 */
final class KeySpaceSpreads {

  private final int n;
  private final double sessionWidth;
  private final double[] centre;
  private final double[] windows;
  private final double[] sessions;
  private final double[] between;

  KeySpaceSpreads(KeySpace space, List<KeyPerson> people, double sessionWidth) {
    this.sessionWidth = sessionWidth;
    n = space.dimensions();
    centre = new double[n];
    windows = new double[n * n];
    sessions = new double[n * n];
    between = new double[n * n];
    List<double[]> means = new ArrayList<>();
    int count = 0;
    for (KeyPerson person : people) {
      List<double[]> places = new ArrayList<>();
      for (List<FeatureVector> session : person.sessions()) {
        places.add(session(space, session));
        count += session.size();
      }
      double[] mean = mean(places);
      means.add(mean);
      // A session against the mean of the others, as a log-in against its template.
      double others = (double) places.size() / (places.size() - 1);
      double weight = others * others / places.size() / people.size();
      for (double[] place : places) {
        add(place, mean, weight, sessions);
      }
    }
    scale(windows, 1.0 / Math.max(1, count));
    System.arraycopy(mean(means), 0, centre, 0, n);
    for (double[] mean : means) {
      add(mean, centre, 1.0 / Math.max(1, people.size() - 1), between);
    }
    calm(windows);
    calm(sessions);
    calm(between);
  }

  /** Returns the place of a session, and adds how its windows spread around it. */
  private double[] session(KeySpace space, List<FeatureVector> session) {
    List<double[]> places = new ArrayList<>();
    for (FeatureVector window : session) {
      double[] place = new double[n];
      space.place(window, KeyScorer.keys(window), place, 0);
      places.add(place);
    }
    double[] mean = mean(places);
    for (double[] place : places) {
      add(place, mean, 1, windows);
    }
    return mean;
  }

  private double[] mean(List<double[]> places) {
    double[] mean = new double[n];
    for (double[] place : places) {
      for (int k = 0; k < n; k++) {
        mean[k] += place[k] / places.size();
      }
    }
    return mean;
  }

  private void add(double[] place, double[] from, double weight, double[] to) {
    for (int i = 0; i < n; i++) {
      double d = weight * (place[i] - from[i]);
      for (int j = 0; j < n; j++) {
        to[i * n + j] += d * (place[j] - from[j]);
      }
    }
  }

  private static void scale(double[] matrix, double factor) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] *= factor;
    }
  }

  /** Shrinks towards the diagonal. */
  private void calm(double[] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] *= i % (n + 1) == 0 ? 1 : 1 - KeyHistogramConstants.DIAGONAL_SHARE;
    }
  }

  double[] centre() {
    return centre;
  }

  double[] between() {
    return between;
  }

  /** Returns how the windows of a person spread around the place of an earlier template. */
  double[] person() {
    double[] person = new double[n * n];
    for (int i = 0; i < person.length; i++) {
      person[i] = windows[i] + sessionWidth * sessions[i];
    }
    return person;
  }
}
