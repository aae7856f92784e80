/**
 * What an application uses: {@link dev.demeanor.BehaviorMonitor} and the path from events to
 * decisions.
 *
 * @uses dev.demeanor.spi.feature.FeatureExtractorProvider to find extractors of further modalities
 * @uses dev.demeanor.spi.detector.DetectorProvider to find detectors
 * @uses dev.demeanor.spi.model.ModelBackendProvider to find model backends
 * @uses dev.demeanor.spi.store.TemplateStoreProvider to find template stores
 * @uses dev.demeanor.spi.store.BlockStoreProvider to find block stores
 * @uses dev.demeanor.spi.store.SecurityEventStoreProvider to find stores of security events
 * @uses dev.demeanor.spi.store.SampleStoreProvider to find sample stores
 * @uses dev.demeanor.spi.audit.AuditSinkProvider to find audit sinks
 * @uses dev.demeanor.spi.audit.DecisionListenerProvider to find listeners
 */
@SuppressWarnings("requires-automatic") // Resilience4j has no module descriptor yet
module dev.demeanor {
  requires transitive dev.demeanor.spi;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.core;
  requires org.apache.commons.statistics.inference;
  requires org.slf4j;

  exports dev.demeanor;
  exports dev.demeanor.address;
  exports dev.demeanor.audit;
  exports dev.demeanor.drift;
  exports dev.demeanor.enrolment;
  exports dev.demeanor.evaluation;
  exports dev.demeanor.evidence;
  exports dev.demeanor.keyring;
  exports dev.demeanor.limit;
  exports dev.demeanor.message;
  exports dev.demeanor.model.repository;
  exports dev.demeanor.model;
  exports dev.demeanor.policy;
  exports dev.demeanor.population;
  exports dev.demeanor.replay;
  exports dev.demeanor.retraining;
  exports dev.demeanor.sample;
  exports dev.demeanor.siem;
  exports dev.demeanor.trust;
  exports dev.demeanor.wire;

  uses dev.demeanor.spi.audit.AuditSinkProvider;
  uses dev.demeanor.spi.audit.DecisionListenerProvider;
  uses dev.demeanor.spi.detector.DetectorProvider;
  uses dev.demeanor.spi.feature.FeatureExtractorProvider;
  uses dev.demeanor.spi.model.ModelBackendProvider;
  uses dev.demeanor.spi.store.BlockStoreProvider;
  uses dev.demeanor.spi.store.SecurityEventStoreProvider;
  uses dev.demeanor.spi.store.SampleStoreProvider;
  uses dev.demeanor.spi.store.TemplateStoreProvider;

  provides dev.demeanor.spi.audit.AuditSinkProvider with
      dev.demeanor.audit.JsonLinesAuditSinkProvider,
      dev.demeanor.audit.InMemoryAuditSinkProvider;
  provides dev.demeanor.spi.audit.DecisionListenerProvider with
      dev.demeanor.siem.SiemListenerProvider;
  provides dev.demeanor.spi.detector.DetectorProvider with
      dev.demeanor.evidence.RhythmProvider,
      dev.demeanor.evidence.KeyHistogramProvider,
      dev.demeanor.evidence.TransitionProvider,
      dev.demeanor.evidence.ShrunkMahalanobisProvider,
      dev.demeanor.evidence.ManhattanScaledProvider,
      dev.demeanor.evidence.RelativeProvider;
  provides dev.demeanor.spi.feature.FeatureExtractorProvider with
      dev.demeanor.feature.FixedTextExtractorProvider,
      dev.demeanor.feature.FreeTextExtractorProvider,
      dev.demeanor.feature.PointerExtractorProvider,
      dev.demeanor.feature.NavigationExtractorProvider;
  provides dev.demeanor.spi.store.BlockStoreProvider with
      dev.demeanor.store.InMemoryBlockStoreProvider;
  provides dev.demeanor.spi.store.SampleStoreProvider with
      dev.demeanor.store.InMemorySampleStoreProvider;
  provides dev.demeanor.spi.store.SecurityEventStoreProvider with
      dev.demeanor.store.InMemorySecurityEventStoreProvider;
  provides dev.demeanor.spi.store.TemplateStoreProvider with
      dev.demeanor.store.InMemoryTemplateStoreProvider;
}
