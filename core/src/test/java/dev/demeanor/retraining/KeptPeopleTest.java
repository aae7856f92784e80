package dev.demeanor.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.event.Source;
import dev.demeanor.evidence.Prior;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.store.InMemorySampleStoreProvider;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.Provenance;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptPeopleTest {

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final SampleStore samples =
      new InMemorySampleStoreProvider().open(ProviderOptions.none());

  private void keep(SubjectId subject, String decision) {
    FeatureVector features =
        new FeatureVector(new FeatureSchema("test/1", List.of(new Feature("x", "1"))));
    TemplateKey key =
        new TemplateKey(subject, Source.fixedText("password", 0), DeviceClass.UNKNOWN);
    samples.append(
        List.of(
            new KeptWindow(decision, 0, true, 0, Prior.NONE, features)
                .toSample(key, AT, Provenance.LIVE)));
  }

  @Test
  void subjectsOfSeveralTenants_areNeverTakenForOnePerson() {
    keep(new SubjectId("a", "b/c"), "one-0");
    keep(new SubjectId("a/b", "c"), "two-0");
    keep(new SubjectId("a%2Fb", "c"), "three-0");
    keep(SubjectId.of("a/b/c"), "four-0");
    KeptPeople kept =
        KeptPeople.read(samples, RetrainingPlan.defaults(), subject -> true, AT.plusSeconds(60));
    assertThat(kept.asBackground(BehaviorMonitor.builder().populationTraining())).hasSize(4);
  }
}
