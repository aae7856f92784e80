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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one template, made again from the lessons that were kept, from its beginning or
 * from where the template itself was kept. Learning is deterministic, so the versions are those of
 * that time, bit for bit. Not thread-safe.
 */
final class TemplateHistory {

  private static final int REMEMBERED = 16;

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

  private final List<Recipe> recipes;
  private final TreeMap<Long, KeptLesson> lessons = new TreeMap<>();
  private final TreeMap<Long, Template> templates = new TreeMap<>();
  private final ScoreBuffer scratch = new ScoreBuffer();
  private final Map<Long, EnrolledTemplate> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, EnrolledTemplate> eldest) {
          return size() > REMEMBERED;
        }
      };

  private TemplateHistory(List<Recipe> recipes) {
    this.recipes = recipes;
  }

  static TemplateHistory read(Iterable<Sample> samples, List<Recipe> recipes) {
    TemplateHistory history = new TemplateHistory(recipes);
    List<KeptTemplate> pieces = new ArrayList<>();
    for (Sample sample : samples) {
      if (KeptWindow.isIn(sample)) {
        continue;
      }
      KeptSample kept = KeptSample.of(sample);
      if (kept instanceof KeptLesson lesson) {
        history.lessons.put(lesson.version(), lesson);
      } else if (kept instanceof KeptTemplate piece) {
        pieces.add(piece);
        List<KeptTemplate> same =
            pieces.stream().filter(each -> each.version() == piece.version()).toList();
        if (same.size() == piece.parts()) {
          history.templates.put(piece.version(), KeptTemplate.joined(same, sample));
          pieces.removeAll(same);
        }
      }
    }
    return history;
  }

  /** Returns the template as it stood at a version. */
  Answer find(long version) {
    if (version == 0) {
      return Answer.NONE;
    }
    EnrolledTemplate known = made.get(version);
    if (known == null) {
      known = make(version);
      if (known != null) {
        made.put(version, known);
      }
    }
    return known == null ? Answer.NOT_KEPT : new Answer(true, known);
  }

  private @Nullable EnrolledTemplate make(long version) {
    EnrolledTemplate template = null;
    long from = 0;
    for (Map.Entry<Long, EnrolledTemplate> each : made.entrySet()) {
      if (each.getKey() <= version && each.getKey() > from) {
        template = each.getValue();
        from = each.getKey();
      }
    }
    Map.Entry<Long, Template> stored = templates.floorEntry(version);
    if (stored != null && stored.getKey() > from) {
      template = EnrolledTemplate.of(stored.getValue(), recipe(stored.getValue().detector()));
      from = stored.getKey();
    }
    for (long next = from + 1; next <= version; next++) {
      KeptLesson lesson = lessons.get(next);
      if (lesson == null) {
        return null;
      }
      FeatureSchema schema = lesson.features().schema();
      Recipe recipe = template == null ? recipe(schema) : recipe(template.detector());
      EnrolledTemplate before =
          template == null ? EnrolledTemplate.empty(recipe, schema) : template;
      template =
          lesson.taught(before, before.schema().equals(schema) ? recipe : recipe(schema), scratch);
    }
    return template;
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
