package dev.demeanor.replay;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.sample.KeptLesson;
import dev.demeanor.sample.KeptSample;
import dev.demeanor.sample.KeptTemplate;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.detector.ScoreBuffer;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one template, made again from the lessons that were kept, from its beginning or
 * from where the template itself was kept. Learning is deterministic, so the versions are those of
 * that time, bit for bit. Reads no further than the version asked for, and remembers a few versions
 * and the lessons since the last but one kept template; who asks for an earlier version has it read
 * from the beginning. Not thread-safe.
 */
final class TemplateHistory {

  private static final int REMEMBERED = 8;
  private static final int AT_ONCE = 64;

  /**
   * What is known of a version.
   *
   * @param isKept false when it cannot be made again
   * @param template the template, null before the first lesson
   */
  record Answer(boolean isKept, @Nullable EnrolledTemplate template) {
    static final Answer NOT_KEPT = new Answer(false, null);
    static final Answer NONE = new Answer(true, null);
  }

  private final Iterable<Sample> beginning;
  private final List<Recipe> recipes;
  private final TreeMap<Long, KeptLesson> lessons = new TreeMap<>();
  private final TreeMap<Long, Template> templates = new TreeMap<>();
  private final List<KeptTemplate> pieces = new ArrayList<>();
  private final Set<Long> missing = new HashSet<>();
  private final ScoreBuffer scratch = new ScoreBuffer();
  private final Map<Long, EnrolledTemplate> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, EnrolledTemplate> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Iterator<Sample> unread;

  /** The latest version that was read. */
  private long newest;

  /** Lessons up to here were forgotten; a template of this version was not. */
  private long forgotten;

  /**
   * Makes a history.
   *
   * @param samples those of the template, in the order of their time, from the beginning each time
   */
  TemplateHistory(Iterable<Sample> samples, List<Recipe> recipes) {
    this.beginning = samples;
    this.recipes = recipes;
    this.unread = samples.iterator();
  }

  /** Returns the template as it stood at a version. */
  Answer find(long version) {
    if (version == 0) {
      return Answer.NONE;
    }
    EnrolledTemplate known = made.get(version);
    if (known == null && !missing.contains(version)) {
      known = read(version);
      if (known == null) {
        missing.add(version);
      } else {
        made.put(version, known);
      }
    }
    return known == null ? Answer.NOT_KEPT : new Answer(true, known);
  }

  private @Nullable EnrolledTemplate read(long version) {
    if (version <= forgotten && !templates.containsKey(version)) {
      rewind();
    }
    boolean more = true;
    while (newest < version && more) {
      more = readOn(version);
    }
    EnrolledTemplate template = make(version);
    while (template == null && more) { // what happened at one time is kept in no order
      more = readOn(version);
      template = make(version);
    }
    forget(version);
    return template;
  }

  private void rewind() {
    unread = beginning.iterator();
    lessons.clear();
    templates.clear();
    pieces.clear();
    newest = 0;
    forgotten = 0;
  }

  /** Reads some samples; returns false when there are none. */
  private boolean readOn(long version) {
    for (int i = 0; i < AT_ONCE; i++) {
      if (!unread.hasNext()) {
        return false;
      }
      Sample sample = unread.next();
      if (!KeptWindow.isIn(sample)) {
        take(sample);
      }
    }
    forget(version);
    return true;
  }

  /** Forgets what a version so late needs no more. */
  private void forget(long version) {
    Long base = templates.floorKey(version);
    Long before = base == null ? null : templates.lowerKey(base);
    if (before != null) {
      forgotten = before;
      templates.headMap(before).clear();
      lessons.headMap(before, true).clear();
    }
  }

  private void take(Sample sample) {
    KeptSample kept = KeptSample.of(sample);
    if (kept instanceof KeptLesson lesson) {
      lessons.put(lesson.version(), lesson);
      newest = Math.max(newest, lesson.version());
    } else if (kept instanceof KeptTemplate piece) {
      pieces.add(piece);
      List<KeptTemplate> same =
          pieces.stream().filter(each -> each.version() == piece.version()).toList();
      if (same.size() == piece.parts()) {
        templates.put(piece.version(), KeptTemplate.joined(same, sample));
        pieces.removeAll(same);
        newest = Math.max(newest, piece.version());
      }
    }
  }

  private @Nullable EnrolledTemplate make(long version) {
    long learned =
        made.keySet().stream().filter(each -> each < version).max(Long::compare).orElse(0L);
    Long stored = templates.floorKey(version);
    long from = stored == null ? learned : Math.max(stored, learned);
    for (long next = from + 1; next <= version; next++) {
      if (!lessons.containsKey(next)) {
        return null;
      }
    }
    EnrolledTemplate template = from == learned ? made.get(learned) : of(templates.get(from));
    for (KeptLesson lesson : lessons.subMap(from + 1, version + 1).values()) {
      template = taught(template, lesson);
    }
    return template;
  }

  private @Nullable EnrolledTemplate of(@Nullable Template stored) {
    return stored == null ? null : EnrolledTemplate.of(stored, recipe(stored.detector()));
  }

  private EnrolledTemplate taught(@Nullable EnrolledTemplate template, KeptLesson lesson) {
    FeatureSchema schema = lesson.features().schema();
    Recipe recipe = template == null ? recipe(schema) : recipe(template.detector());
    EnrolledTemplate before = template == null ? EnrolledTemplate.empty(recipe, schema) : template;
    return lesson.taught(before, before.schema().equals(schema) ? recipe : recipe(schema), scratch);
  }

  private Recipe recipe(FeatureSchema schema) {
    return recipes.stream()
        .filter(recipe -> recipe.detector().supports(schema))
        .findFirst()
        .orElseThrow(() -> new CorruptStateException("no detector supports " + schema.name()));
  }

  private Recipe recipe(String detector) {
    return recipes.stream()
        .filter(recipe -> recipe.detector().name().equals(detector))
        .findFirst()
        .orElseThrow(
            () -> new CorruptStateException("no detector named \"" + detector + "\" is known"));
  }
}
