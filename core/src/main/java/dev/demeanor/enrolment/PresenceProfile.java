package dev.demeanor.enrolment;

import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which modalities a subject nearly always shows on one kind of device: how many assessments held
 * evidence at all, and in how many each modality took part. Learned from sessions that ended in
 * good standing. Immutable and thread-safe.
 */
public final class PresenceProfile {

  /** Under this key profiles stand in the template store. */
  public static final Source SOURCE = new Source(new Modality("presence"), "presence", 0);

  private static final int FORMAT = 1;
  private static final String DETECTOR = "presence";
  private static final int MAX_MODALITIES = 31;

  /** Fewer assessments than this say nothing about habits. */
  private static final int MIN_ASSESSMENTS = 20;

  private static final double EXPECTED_SHARE = 0.95;

  private static final PresenceProfile EMPTY = new PresenceProfile(0, 0, Map.of());

  private final long version;
  private final long assessments;
  private final Map<String, Long> byModality;

  private PresenceProfile(long version, long assessments, Map<String, Long> byModality) {
    this.version = version;
    this.assessments = assessments;
    this.byModality = byModality;
  }

  /** Returns the profile of a subject nothing is known of. */
  public static PresenceProfile empty() {
    return EMPTY;
  }

  /** Returns the same as of another stored version. */
  public PresenceProfile withVersion(long stored) {
    return new PresenceProfile(stored, assessments, byModality);
  }

  /** Returns the stored version it was read from, 0 when it was never stored. */
  public long version() {
    return version;
  }

  /**
   * Returns whether a modality is present in at least 95 % of the assessments, of which there are
   * enough.
   */
  public boolean isExpected(Modality modality) {
    return assessments >= MIN_ASSESSMENTS
        && byModality.getOrDefault(modality.name(), 0L) >= EXPECTED_SHARE * assessments;
  }

  /** Returns a profile that has also seen these assessments. */
  public PresenceProfile with(long moreAssessments, Map<Modality, Long> present) {
    Map<String, Long> counts = new TreeMap<>(byModality);
    present.forEach((modality, count) -> counts.merge(modality.name(), count, Long::sum));
    return new PresenceProfile(version, assessments + moreAssessments, counts);
  }

  /** Returns the stored form. */
  public Template toTemplate(TemplateKey key, Instant updatedAt) {
    StateWriter out =
        new StateWriter().putInt(FORMAT).putLong(assessments).putInt(byModality.size());
    new TreeMap<>(byModality).forEach((name, count) -> out.putString(name).putLong(count));
    int samples = (int) Math.min(Integer.MAX_VALUE, assessments);
    return new Template(key, version, DETECTOR, DETECTOR, samples, updatedAt, out.toByteArray());
  }

  /**
   * Reads the stored form.
   *
   * @throws CorruptStateException if it is damaged or of an unknown format version
   */
  public static PresenceProfile of(Template template) {
    StateReader in = new StateReader(template.payload());
    in.getInt("presence format", FORMAT, FORMAT);
    long assessments = count(in);
    int size = in.getInt("modalities", 0, MAX_MODALITIES);
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      counts.put(in.getString(), count(in));
    }
    in.expectEnd();
    return new PresenceProfile(template.version(), assessments, counts);
  }

  private static long count(StateReader in) {
    long count = in.getLong();
    if (count < 0) {
      throw new CorruptStateException("count must be >= 0, was " + count);
    }
    return count;
  }
}
