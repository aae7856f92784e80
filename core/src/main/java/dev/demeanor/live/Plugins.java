package dev.demeanor.live;

import dev.demeanor.audit.InMemoryAuditSinkProvider;
import dev.demeanor.audit.JsonLinesAuditSinkProvider;
import dev.demeanor.evidence.KeyHistogramProvider;
import dev.demeanor.evidence.ManhattanScaledProvider;
import dev.demeanor.evidence.Recipe;
import dev.demeanor.evidence.RelativeProvider;
import dev.demeanor.evidence.RhythmProvider;
import dev.demeanor.evidence.ShrunkMahalanobisProvider;
import dev.demeanor.evidence.TransitionProvider;
import dev.demeanor.feature.FixedTextExtractorProvider;
import dev.demeanor.feature.FreeTextExtractorProvider;
import dev.demeanor.feature.NavigationExtractorProvider;
import dev.demeanor.feature.PointerExtractorProvider;
import dev.demeanor.model.repository.ModelGates;
import dev.demeanor.model.repository.TrustedKeys;
import dev.demeanor.population.Population;
import dev.demeanor.population.PopulationTraining;
import dev.demeanor.siem.SiemListenerProvider;
import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.detector.Detector;
import dev.demeanor.spi.detector.DetectorProvider;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.model.ModelBackendProvider;
import dev.demeanor.store.InMemoryBlockStoreProvider;
import dev.demeanor.store.InMemorySecurityEventStoreProvider;
import dev.demeanor.store.InMemoryTemplateStoreProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The extractors and detectors that a builder asked for, or found, or that are built in. */
final class Plugins {

  private static final List<String> DEFAULT_DETECTORS =
      List.of("rhythm", "key-histogram", "transitions", "shrunk-mahalanobis", "manhattan-scaled");

  /** Known without being found: a fat jar may have lost the service files. */
  private static final List<Provider> BUILT_IN =
      List.of(
          new FixedTextExtractorProvider(),
          new FreeTextExtractorProvider(),
          new PointerExtractorProvider(),
          new NavigationExtractorProvider(),
          new RhythmProvider(),
          new KeyHistogramProvider(),
          new TransitionProvider(),
          new ShrunkMahalanobisProvider(),
          new ManhattanScaledProvider(),
          new RelativeProvider(),
          new InMemoryTemplateStoreProvider(),
          new InMemoryBlockStoreProvider(),
          new InMemorySecurityEventStoreProvider(),
          new InMemoryAuditSinkProvider(),
          new JsonLinesAuditSinkProvider(),
          new SiemListenerProvider());

  final Discovery discovery;
  final List<FeatureExtractorProvider> extractors;

  /**
   * All that are known, preferred ones first: a stored template is read by the detector that
   * learned it.
   */
  final List<Detector> detectors;

  /** Those passed in, and those found. */
  final List<ModelBackendProvider> backends;

  Plugins(MonitorParts parts) {
    discovery = new Discovery(loader(parts), BUILT_IN);
    extractors = new ArrayList<>(parts.extractors);
    for (FeatureExtractorProvider found : discovery.all(FeatureExtractorProvider.class)) {
      if (extractors.stream().noneMatch(own -> own.name().equals(found.name()))) {
        extractors.add(found);
      }
    }
    detectors = detectors(parts, discovery);
    backends = new ArrayList<>(parts.backends);
    for (ModelBackendProvider found : discovery.all(ModelBackendProvider.class)) {
      if (backends.stream().noneMatch(own -> own.name().equals(found.name()))) {
        backends.add(found);
      }
    }
  }

  private static ClassLoader loader(MonitorParts parts) {
    if (parts.classLoader != null) {
      return parts.classLoader;
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : Plugins.class.getClassLoader();
  }

  private static List<Detector> detectors(MonitorParts parts, Discovery discovery) {
    Map<String, Detector> byName = new LinkedHashMap<>();
    parts.detectors.forEach(detector -> byName.putIfAbsent(detector.name(), detector));
    for (MonitorParts.Named named : parts.detectorsByName) {
      DetectorProvider provider = discovery.named(DetectorProvider.class, named.name());
      byName.putIfAbsent(named.name(), provider.create(named.options()));
    }
    for (String name : DEFAULT_DETECTORS) {
      if (!byName.containsKey(name)) {
        byName.put(
            name, discovery.named(DetectorProvider.class, name).create(ProviderOptions.none()));
      }
    }
    return List.copyOf(byName.values());
  }

  /**
   * Returns how each detector gives evidence, in the order of the detectors.
   *
   * @throws IllegalArgumentException if the population is none of these detectors'
   */
  List<Recipe> recipes(MonitorParts parts) {
    Population population = parts.population;
    if (population == null) {
      return calibrated(detectors.stream().map(Recipe::oneClass), parts);
    }
    List<String> names = detectors.stream().map(Detector::name).toList();
    for (String learned : population.detectors().keySet()) {
      if (!names.contains(learned)) {
        throw new IllegalArgumentException(
            "population "
                + population.id()
                + " was learned for detector \""
                + learned
                + "\", which is not among "
                + names
                + "; pass that detector to the builder, or learn the population again");
      }
    }
    return calibrated(detectors.stream().map(population::recipe), parts);
  }

  private static List<Recipe> calibrated(Stream<Recipe> recipes, MonitorParts parts) {
    return recipes.map(recipe -> recipe.withConstants(parts.calibration)).toList();
  }

  ModelGates gates(TrustedKeys keys) {
    return new ModelGates(extractors, detectors, found(), backends, keys);
  }

  /**
   * Returns the detectors that were found and nobody configured: a version may name one, and
   * templates that it learned stay readable.
   */
  private List<Detector> found() {
    List<Detector> others = new ArrayList<>();
    for (DetectorProvider provider : discovery.all(DetectorProvider.class)) {
      if (detectors.stream().noneMatch(known -> known.name().equals(provider.name()))) {
        try {
          others.add(provider.create(ProviderOptions.none()));
        } catch (IllegalArgumentException e) {
          // it takes options, so it is used only when the application names it
        }
      }
    }
    return others;
  }

  PopulationTraining training() {
    return PopulationTraining.of(extractors, detectors);
  }
}
