package dev.demeanor.live;

import dev.demeanor.drift.DriftChange;
import dev.demeanor.drift.DriftLevel;
import dev.demeanor.drift.DriftPolicy;
import dev.demeanor.drift.DriftWatch;
import dev.demeanor.drift.Runs;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One source of one subject whose features are followed. Guarded by its owner. */
final class FollowedSource {

  /** So many windows of another schema in a row are not mistakes: another text is typed now. */
  private static final int OTHERS = 8;

  private final DriftPolicy policy;
  private final boolean running;
  private FeatureSchema schema;
  private Runs runs;
  private DriftWatch watch;
  private int others;
  private @Nullable String lastSession;

  /** When a window was seen last, by the wall clock. */
  long seenMillis;

  /**
   * Makes one that knows nothing.
   *
   * @param running whether each window tells of those before it, too
   */
  FollowedSource(FeatureSchema schema, DriftPolicy policy, boolean running) {
    this.policy = policy;
    this.running = running;
    this.schema = schema;
    this.runs = runs();
    this.watch = watch();
  }

  private Runs runs() {
    return new Runs(schema.size(), policy.subject().windows(running));
  }

  private DriftWatch watch() {
    return new DriftWatch(names(schema), policy.subject(), policy.falseDiscoveryRate());
  }

  static List<String> names(FeatureSchema schema) {
    return schema.features().stream().map(Feature::name).toList();
  }

  DriftLevel level() {
    return watch.level();
  }

  /**
   * Takes a window.
   *
   * @param accepted whether the decision was ALLOW: only then it may be part of the reference
   * @return the run that it completes, or null
   */
  float @Nullable [] add(FeatureSchema its, float[] window, boolean accepted) {
    if (!its.equals(schema)) {
      others++;
      if (others < OTHERS) {
        return null;
      }
      schema = its;
      runs = runs();
      watch = watch();
    }
    others = 0;
    if (!watch.hasReference() && !accepted) {
      return null;
    }
    return runs.add(window) ? runs.take() : null;
  }

  /** Returns where a run lies in the reference, once for each session; null before there is one. */
  float @Nullable [] shares(float[] run, String sessionKey) {
    if (!watch.hasReference() || sessionKey.equals(lastSession)) {
      return null;
    }
    lastSession = sessionKey;
    return watch.shares(run);
  }

  Optional<DriftChange> judge(float[] run) {
    return watch.add(run);
  }
}
