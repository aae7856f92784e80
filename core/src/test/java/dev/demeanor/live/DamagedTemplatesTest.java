package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Health;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.keyring.EncryptedTemplateStore;
import dev.demeanor.keyring.KeyRing;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Templates that their store finds damaged: those of one account touch nobody else. */
class DamagedTemplatesTest {

  private final World world = new World();
  private final BehaviorMonitor monitor =
      world
          .direct()
          .templates(
              new EncryptedTemplateStore(
                  world.templates, KeyRing.of("k1", new byte[32]), world.clock))
          .build();

  private void damage() {
    for (TemplateKey key : world.templates.keys(World.ALICE)) {
      Template stored = world.templates.find(key).orElseThrow();
      if (stored.detector().equals("rhythm")) {
        world.templates.save(
            new Template(
                key,
                stored.version(),
                stored.detector(),
                stored.schemaHash(),
                stored.samples(),
                stored.updatedAt(),
                new byte[64]),
            stored.version());
      }
    }
    world.clock.advance(java.time.Duration.ofHours(1));
  }

  private Decision decide(BehaviorSession session, World.Typist typist) {
    typist.type(session);
    return session.assess();
  }

  @Test
  void assess_ofOthers_goesOnWhileOneAccountsTemplatesAreDamaged() {
    world.enrol(monitor);
    damage();
    BehaviorMonitor next =
        world
            .direct()
            .templates(
                new EncryptedTemplateStore(
                    world.templates, KeyRing.of("k1", new byte[32]), world.clock))
            .build();
    BehaviorSession alice = next.open(World.options(World.ALICE, "a"));
    World.Typist typist = new World.Typist(1, 3);
    for (int i = 0; i < 40; i++) {
      assertThat(decide(alice, typist).has(ReasonCode.TEMPLATES_UNAVAILABLE)).isTrue();
    }
    BehaviorSession bob = next.open(World.options(World.BOB, "b"));
    Decision other = decide(bob, new World.Typist(2, 4));
    assertThat(other.has(ReasonCode.TEMPLATES_UNAVAILABLE)).isFalse();
    assertThat(next.health().dependencies().get("templates").status()).isEqualTo(Health.Status.UP);
  }

  @Test
  void export_saysWhichTemplateCannotBeRead() throws IOException {
    world.enrol(monitor);
    damage();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    monitor.privacy().export(World.ALICE, out);
    JsonNode templates = new ObjectMapper().readTree(out.toByteArray()).get("templates");
    assertThat(templates.findValuesAsText("unreadable")).hasSize(1);
    assertThat(monitor.enrolment(World.ALICE)).isEmpty();
  }
}
