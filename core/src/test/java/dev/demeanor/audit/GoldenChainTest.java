package dev.demeanor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.spi.audit.AuditRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records as format version 1, and a chain as version 2 was first written, verified for ever. Made
 * by {@link #write}, which does not run unless asked for with {@code -Ddemeanor.golden=write}.
 */
class GoldenChainTest {

  @Test
  void chainOfFormatVersion2_isUnbrokenAndSigned() throws Exception {
    byte[] key = Base64.getDecoder().decode(text("/golden/audit-v2-public-key.txt").strip());
    PublicKey publicKey =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
    ChainReport report =
        new ChainVerifier(publicKey)
            .verify(Chains.lines(text("/golden/audit-v2.jsonl").lines().toList()));
    assertThat(report.finding()).isNull();
    assertThat(report.chains()).singleElement().extracting("signedUpTo").isEqualTo(16L);
  }

  @Test
  void recordsOfFormatVersion2_areReadAsTheyWereWritten() throws IOException {
    List<AuditRecord> read =
        text("/golden/audit-v2.jsonl")
            .lines()
            .map(AuditJson::read)
            .filter(record -> !(record instanceof AuditRecord.Anchored))
            .toList();
    List<AuditRecord> written = // later kinds are behind those that the file was written with
        Records.all(new SplittableRandom(42)).subList(0, read.size());
    assertThat(read)
        .extracting(AuditRecord::id)
        .isEqualTo(written.stream().map(AuditRecord::id).toList());
    assertThat(read.stream().filter(AuditRecord.Decided.class::isInstance).toList())
        .isEqualTo(written.stream().filter(AuditRecord.Decided.class::isInstance).toList());
    assertThat(read.get(read.size() - 1)).isEqualTo(written.get(written.size() - 1));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = GoldenChainTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "demeanor.golden", matches = "write")
  void write() throws IOException {
    KeyPair keys = Chains.keyPair();
    Chains.Keeper keeper = new Chains.Keeper();
    AuditChain chain = AuditChain.defaults().signedBy(new AnchorKey("golden", keys.getPrivate()));
    try (ChainedAuditSink sink =
        new ChainedAuditSink(keeper, chain, Clock.fixed(Records.NOW, ZoneOffset.UTC), true)) {
      sink.append(Records.all(new SplittableRandom(42)));
    }
    Path folder = Path.of("src/test/resources/golden");
    List<AuditRecord> records = Records.all(new SplittableRandom(42));
    Files.write(
        folder.resolve("audit-v1.jsonl"),
        Chains.file(records.stream().map(AuditJson::write).toList()));
    Files.write(folder.resolve("audit-v2.jsonl"), Chains.file(keeper.texts));
    Files.writeString(
        folder.resolve("audit-v2-public-key.txt"),
        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()) + "\n");
  }
}
