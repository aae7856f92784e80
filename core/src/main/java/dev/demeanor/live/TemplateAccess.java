package dev.demeanor.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.enrolment.PrivacyNotes;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.SubjectId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Templates in the form that scores, cached in front of the store. A stored template is read by the
 * detector that learned it; one that cannot be read counts as a failure and is left as it is.
 * Thread-safe.
 */
final class TemplateAccess {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateAccess.class);

  /**
   * Another node may have learned meanwhile; save versions catch that, this bounds how long it goes
   * unseen.
   */
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** What is known of a key. */
  sealed interface Entry {

    /** A template that scores, as the models of one version read it. */
    record Found(EnrolledTemplate template, Object reader) implements Entry {}

    /** A presence profile. */
    record Presence(PresenceProfile profile) implements Entry {}

    /** The subject has withdrawn consent. */
    record Withdrawn() implements Entry {}

    /** There is no template. */
    record Absent() implements Entry {}
  }

  private static final Entry ABSENT = new Entry.Absent();

  /** What was known of a key, and how often something had been taken from its subject by then. */
  private record Stamped(Entry entry, long withdrawals) {}

  /** What stands for every subject who has withdrawn consent. */
  static final Entry WITHDRAWN = new Entry.Withdrawn();

  private final TemplateStore store;
  private final CircuitBreaker breaker;
  private final List<Recipe> recipes;
  private final Cache<TemplateKey, Stamped> cache;
  private final Withdrawals withdrawals;
  private final int cached;
  private final java.util.function.LongSupplier ticker;

  TemplateAccess(
      TemplateStore store,
      CircuitBreaker breaker,
      List<Recipe> recipes,
      int cached,
      java.util.function.LongSupplier ticker) {
    this.store = store;
    this.breaker = breaker;
    this.recipes = recipes;
    this.cache = cache(cached, ticker);
    this.withdrawals = new Withdrawals();
    this.cached = cached;
    this.ticker = ticker;
  }

  private static Cache<TemplateKey, Stamped> cache(
      int cached, java.util.function.LongSupplier ticker) {
    return Caffeine.newBuilder()
        .maximumSize(cached)
        .expireAfterWrite(FRESH)
        .ticker(ticker::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  private TemplateAccess(
      TemplateAccess same, List<Recipe> recipes, Cache<TemplateKey, Stamped> cache) {
    this.store = same.store;
    this.breaker = same.breaker;
    this.recipes = recipes;
    this.cache = cache;
    this.withdrawals = same.withdrawals;
    this.cached = same.cached;
    this.ticker = same.ticker;
  }

  /**
   * Returns the same templates for other models, in the place of these: what these have read is
   * read again when it is needed.
   */
  TemplateAccess under(List<Recipe> others) {
    return new TemplateAccess(this, others, cache);
  }

  /** Returns the same templates for other models, beside these. */
  TemplateAccess beside(List<Recipe> others) {
    return new TemplateAccess(this, others, cache(cached, ticker));
  }

  /** Returns what memory knows of a key, or null when the store has to be asked. */
  @Nullable Entry cached(TemplateKey key) {
    Stamped known = cache.getIfPresent(key);
    if (known == null || known.withdrawals != withdrawals.of(key.subject())) {
      return null;
    }
    Entry entry = known.entry;
    return entry instanceof Entry.Found found && found.reader() != this ? null : entry;
  }

  /**
   * Asks the store and remembers the answer.
   *
   * @throws RuntimeException if the store fails or the template cannot be read
   */
  Entry load(TemplateKey key) {
    long before = withdrawals.of(key.subject());
    Entry entry = stored(key).map(this::decode).orElse(ABSENT);
    cache.put(key, new Stamped(entry, before)); // counts for nothing if it was taken meanwhile
    return entry;
  }

  /**
   * Asks the store for all of these; one that fails does not keep the others out.
   *
   * @throws RuntimeException the first failure
   */
  void loadAll(List<TemplateKey> keys, Map<TemplateKey, Entry> known) {
    RuntimeException first = null;
    for (TemplateKey key : keys) {
      try {
        known.put(key, load(key));
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private Entry decode(Template template) {
    try {
      if (template.key().source().equals(PrivacyNotes.WITHDRAWN)) {
        Consents.check(template);
        return WITHDRAWN;
      }
      if (template.key().source().equals(PresenceProfile.SOURCE)) {
        return new Entry.Presence(PresenceProfile.of(template));
      }
      Recipe recipe =
          recipes.stream()
              .filter(known -> known.detector().name().equals(template.detector()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CorruptStateException(
                          "no detector named \"" + template.detector() + "\" is known"));
      return new Entry.Found(EnrolledTemplate.of(template, recipe), this);
    } catch (CorruptStateException e) {
      tell(template.key(), e);
      throw e;
    }
  }

  private static void tell(TemplateKey key, RuntimeException damage) {
    LOG.atError()
        .addKeyValue("source", key.source().name())
        .addKeyValue("cause", damage.getMessage())
        .log("template cannot be read; it is left as it is");
  }

  /** Saves and remembers a template; returns whether nobody else had saved first. */
  boolean save(TemplateKey key, EnrolledTemplate template, Instant now) {
    long before = withdrawals.of(key.subject());
    SaveResult result =
        Breakers.call(breaker, () -> store.save(template.toTemplate(key, now), template.version()));
    if (result instanceof SaveResult.Saved saved) {
      Entry found = new Entry.Found(template.withVersion(saved.version()), this);
      cache.put(key, new Stamped(found, before));
      return true;
    }
    cache.invalidate(key);
    return false;
  }

  /** Saves a presence profile; returns whether nobody else had saved first. */
  boolean save(TemplateKey key, PresenceProfile profile, Instant now) {
    SaveResult result =
        Breakers.call(breaker, () -> store.save(profile.toTemplate(key, now), profile.version()));
    cache.invalidate(key);
    return result instanceof SaveResult.Saved;
  }

  /** Returns a template that has learned nothing, or empty when no detector supports the schema. */
  Optional<EnrolledTemplate> empty(FeatureSchema schema) {
    return recipes.stream()
        .filter(recipe -> recipe.detector().supports(schema))
        .findFirst()
        .map(recipe -> EnrolledTemplate.empty(recipe, schema));
  }

  List<TemplateKey> keys(SubjectId subject) {
    return Breakers.call(breaker, () -> store.keys(subject));
  }

  /**
   * Asks the store for a template as it is stored.
   *
   * @throws CorruptStateException if the store finds it damaged
   */
  Optional<Template> stored(TemplateKey key) {
    try {
      return Breakers.call(breaker, () -> store.find(key));
    } catch (StoreException e) {
      if (e.getCause() instanceof CorruptStateException damage) {
        tell(key, damage);
        throw damage;
      }
      if (e instanceof RefusedException) {
        tell(key, e);
      }
      throw e;
    }
  }

  boolean remove(TemplateKey key) {
    try {
      return Breakers.call(breaker, () -> store.remove(key));
    } finally {
      withdrawals.add(key.subject());
      cache.invalidate(key);
    }
  }

  /** Returns whether a subject has withdrawn consent, as memory or else the store knows it. */
  boolean isWithdrawn(TemplateKey consentKey) {
    Entry entry = cached(consentKey);
    return (entry == null ? load(consentKey) : entry) instanceof Entry.Withdrawn;
  }

  /** Returns whether a subject may be trained from, as memory and the store know it now. */
  boolean allowLearning(SubjectId subject) {
    TemplateKey consent = PrivacyNotes.withdrawal(subject);
    return !(cached(consent) instanceof Entry.Withdrawn)
        && Breakers.call(breaker, () -> PrivacyNotes.allowLearning(store, subject));
  }

  /** Remembers at once and stores that a subject has withdrawn consent. */
  void withdraw(TemplateKey consentKey, Instant at) {
    rememberWithdrawn(consentKey);
    keepNote(Consents.withdrawal(consentKey, at));
    rememberWithdrawn(consentKey); // somebody may have asked the store just before
  }

  private void rememberWithdrawn(TemplateKey consentKey) {
    cache.put(consentKey, new Stamped(WITHDRAWN, withdrawals.add(consentKey.subject())));
  }

  /** Stores a note unless there is one under its key. */
  void keepNote(Template note) {
    SaveResult unused = Breakers.call(breaker, () -> store.save(note, 0));
  }

  int erase(SubjectId subject) {
    try {
      return Breakers.call(breaker, () -> store.erase(subject));
    } finally {
      withdrawals.add(subject);
      cache.asMap().keySet().removeIf(key -> key.subject().equals(subject));
    }
  }
}
