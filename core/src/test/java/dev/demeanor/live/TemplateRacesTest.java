package dev.demeanor.live;

import static dev.demeanor.live.World.ALICE;
import static dev.demeanor.live.World.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.enrolment.PrivacyNotes;
import dev.demeanor.event.Admission;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A withdrawal or erasure that comes while a template is on its way from or to the store. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TemplateRacesTest {

  private final World world = new World();
  private final TemplateKey consent = PrivacyNotes.withdrawal(ALICE);

  private Predicate<Object> when = key -> false;
  private String method = "";
  private Runnable meanwhile = () -> {};

  /** The store, which after it has done what it was told does something else before it answers. */
  private final TemplateStore slow =
      (TemplateStore)
          Proxy.newProxyInstance(
              TemplateStore.class.getClassLoader(),
              new Class<?>[] {TemplateStore.class},
              (proxy, called, arguments) -> {
                Object answer = called.invoke(world.templates, arguments);
                if (called.getName().equals(method) && when.test(arguments[0])) {
                  when = key -> false; // once
                  meanwhile.run();
                }
                return answer;
              });

  private final Breakers breakers = new Breakers(world.clock);

  private TemplateAccess access() {
    return new TemplateAccess(slow, breakers.templates, List.of(), 100, System::nanoTime);
  }

  private void during(String called, Predicate<Object> which, Runnable other) {
    method = called;
    when = which;
    meanwhile = other;
  }

  @Test
  void withdraw_duringALoadThatFoundNone_stands() throws Exception {
    TemplateAccess access = access();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch withdrawn = new CountDownLatch(1);
    during(
        "find",
        consent::equals,
        () -> {
          asked.countDown();
          await(withdrawn);
        });
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> load = thread.submit(() -> access.load(consent));
      await(asked); // the store has answered that there is none
      access.withdraw(consent, world.clock.instant());
      withdrawn.countDown();
      load.get();
      assertThat(access.isWithdrawn(consent)).isTrue();
      assertThat(access.cached(consent)).isEqualTo(TemplateAccess.WITHDRAWN);
    } finally {
      withdrawn.countDown();
      thread.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new StoreException("interrupted", e);
    }
  }

  @Test
  void loadOfAWithdrawalThatIsUnderWay_doesNotOutliveIt() {
    TemplateAccess access = access();
    // before the note is saved somebody asks and finds none
    TemplateStore before =
        (TemplateStore)
            Proxy.newProxyInstance(
                TemplateStore.class.getClassLoader(),
                new Class<?>[] {TemplateStore.class},
                (proxy, called, arguments) -> {
                  if (called.getName().equals("save")) {
                    meanwhile.run();
                  }
                  return called.invoke(world.templates, arguments);
                });
    TemplateAccess racing =
        new TemplateAccess(before, breakers.templates, List.of(), 100, System::nanoTime);
    meanwhile = () -> assertThat(racing.load(consent)).isNotNull();
    racing.withdraw(consent, world.clock.instant());
    assertThat(racing.isWithdrawn(consent)).isTrue();
    assertThat(access.isWithdrawn(consent)).as("in the store").isTrue();
  }

  @Test
  void erase_duringALoad_leavesNothingInMemory() {
    BehaviorMonitor monitor = world.direct().build();
    world.enrol(monitor);
    TemplateKey presence = presence();
    TemplateAccess access = access();
    TemplateAccess beside = access.beside(List.of());
    assertThat(beside.load(presence)).isInstanceOf(TemplateAccess.Entry.Presence.class);
    during("find", presence::equals, () -> access.erase(ALICE));
    assertThat(access.load(presence)).isInstanceOf(TemplateAccess.Entry.Presence.class);
    assertThat(access.cached(presence)).isNull();
    assertThat(beside.cached(presence)).as("for another version of models").isNull();
    assertThat(access.load(presence)).isInstanceOf(TemplateAccess.Entry.Absent.class);
  }

  @Test
  void withdrawConsent_whileAnAssessmentReadsThatThereWasNone_stopsTheSession() {
    BehaviorMonitor monitor = world.direct().templates(slow).build();
    world.enrol(monitor);
    world.clock.advance(Duration.ofMinutes(5));
    BehaviorMonitor fresh = world.direct().templates(slow).build(); // with nothing in memory
    BehaviorSession session = fresh.open(options(ALICE, "s"));
    new World.Typist(1, 5).type(session);
    during("find", consent::equals, () -> fresh.privacy().withdrawConsent(ALICE));
    assertThat(session.assess().reasons()).contains(ReasonCode.CONSENT_WITHDRAWN);
    assertThat(session.key(0, 0, 1, 1)).isEqualTo(Admission.NO_CONSENT);
  }

  @Test
  void withdrawConsent_whileAFirstTemplateIsSaved_leavesNone() {
    BehaviorMonitor monitor = world.direct().templates(slow).build();
    BehaviorSession session = monitor.open(options(ALICE, "s").asVouched());
    during(
        "save",
        saved -> saved instanceof Template template && template.key().subject().equals(ALICE),
        () -> monitor.privacy().withdrawConsent(ALICE));
    new World.Typist(1, 5).type(session);
    session.assess();
    assertThat(world.templates.keys(ALICE)).isEmpty();
    assertThat(monitor.statistics().learned()).isZero();
  }

  @Test
  void withdrawConsent_whileALaterVersionIsSaved_leavesTheOneBefore() {
    BehaviorMonitor monitor = world.direct().templates(slow).build();
    BehaviorSession session = monitor.open(options(ALICE, "s").asVouched());
    World.Typist alice = new World.Typist(1, 5);
    alice.type(session);
    session.assess();
    TemplateKey key = world.templates.keys(ALICE).get(0);
    byte[] first = world.templates.find(key).orElseThrow().payload();
    during("save", any -> true, () -> monitor.privacy().withdrawConsent(ALICE));
    alice.type(session);
    session.assess();
    assertThat(world.templates.find(key).orElseThrow().payload()).isEqualTo(first);
    assertThat(world.templates.find(key).orElseThrow().samples()).isOne();
  }

  @Test
  void withdrawConsent_whilePresenceIsSaved_leavesWhatStoodBefore() {
    BehaviorMonitor monitor = world.direct().templates(slow).build();
    world.enrol(monitor);
    BehaviorSession session = monitor.open(options(ALICE, "s"));
    World.aliceTypes(session, 3);
    TemplateKey presence = presence();
    byte[] before = world.templates.find(presence).orElseThrow().payload();
    during("save", any -> true, () -> monitor.privacy().withdrawConsent(ALICE));
    session.close();
    assertThat(when.test(presence)).as("it was saved").isFalse();
    assertThat(monitor.privacy().hasConsent(ALICE)).isFalse();
    assertThat(world.templates.find(presence).orElseThrow().payload()).isEqualTo(before);
  }

  private TemplateKey presence() {
    return world.templates.keys(ALICE).stream()
        .filter(key -> key.source().name().equals("presence"))
        .findFirst()
        .orElseThrow();
  }
}
