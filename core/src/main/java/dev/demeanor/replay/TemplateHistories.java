package dev.demeanor.replay;

import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The histories of the templates that were asked for lately. Not thread-safe. */
final class TemplateHistories {

  private static final int REMEMBERED = 256;

  private final SampleStore samples;
  private final List<Recipe> recipes;
  private final Map<TemplateKey, TemplateHistory> histories =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TemplateKey, TemplateHistory> eldest) {
          return size() > REMEMBERED;
        }
      };

  TemplateHistories(SampleStore samples, List<Recipe> recipes) {
    this.samples = samples;
    this.recipes = List.copyOf(recipes);
  }

  TemplateHistory.Answer find(TemplateKey key, long version) {
    TemplateHistory history = histories.get(key);
    if (history == null) {
      history = new TemplateHistory(new SamplePages(samples).of(key), recipes);
      histories.put(key, history);
    }
    return history.find(version);
  }
}
