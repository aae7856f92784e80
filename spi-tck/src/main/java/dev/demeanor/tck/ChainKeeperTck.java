package dev.demeanor.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.spi.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules CK-1 to CK-3 of {@link ChainKeeper}; those of its being an audit sink are in {@link
 * AuditSinkTck}. Write {@link #newKeeper} and {@link #reopen}. All records are simulated, and so
 * are their texts.
 */
public abstract class ChainKeeperTck {

  private static final String NODE = "node-1";

  @SuppressWarnings("NullAway.Init") // set before each test
  private ChainKeeper keeper;

  /** Makes this inherited test. */
  protected ChainKeeperTck() {}

  /** Opens an empty keeper, apart from all others this test has opened; the test closes it. */
  protected abstract ChainKeeper newKeeper();

  /** Closes a keeper and opens another on the same medium, as after a restart. */
  protected abstract ChainKeeper reopen(ChainKeeper keeper);

  @BeforeEach
  void open() {
    keeper = newKeeper();
  }

  @AfterEach
  void close() {
    keeper.close();
  }

  private static AuditRecord.Chained link(String id, long sequence, String more) {
    String hash = Long.toHexString(0x1000_0000_0000_0000L + sequence).repeat(4);
    String text =
        "{\"v\":2,\"chain\":\""
            + NODE
            + "\",\"seq\":"
            + sequence
            + ",\"prev\":\""
            + "0".repeat(64)
            + "\",\"id\":\""
            + id
            + more
            + "\",\"hash\":\""
            + hash
            + "\"}";
    return new AuditRecord.Chained(SimulatedRecords.feedback(id), NODE, sequence, hash, text);
  }

  private static List<AuditRecord> links(long from, long to) {
    List<AuditRecord> links = new ArrayList<>();
    for (long sequence = from; sequence <= to; sequence++) {
      links.add(link("f-" + sequence, sequence, ""));
    }
    return links;
  }

  private static List<String> texts(List<AuditRecord> links) {
    return links.stream().map(link -> ((AuditRecord.Chained) link).text()).toList();
  }

  @Test
  @DisplayName("CK-1 texts are kept byte for byte, in the order of the sequence")
  void ck1_keepsTexts() {
    List<AuditRecord> links = links(1, 20);
    keeper.append(links.subList(0, 7));
    links.subList(7, 20).forEach(link -> keeper.append(List.of(link)));
    assertThat(keeper.latest(NODE, 100)).isEqualTo(texts(links));
  }

  @Test
  @DisplayName("CK-1 texts in any script and of any length are kept")
  void ck1_keepsUnusualTexts() {
    List<AuditRecord> links =
        List.of(
            link("a", 1, " \u00e9\uD83D\uDE80 %_'\\\\ \\n"),
            link("b", 2, "x".repeat(100_000)),
            link("c", 3, "  trailing  "));
    keeper.append(links);
    assertThat(keeper.latest(NODE, 3)).isEqualTo(texts(links));
  }

  @Test
  @DisplayName("CK-1 two chained records of one id are both kept")
  void ck1_keepsBothOfOneId() {
    List<AuditRecord> links =
        List.of(link("same", 1, ""), link("other", 2, ""), link("same", 3, ""));
    keeper.append(links);
    assertThat(keeper.latest(NODE, 9)).isEqualTo(texts(links));
  }

  @Test
  @DisplayName("CK-2 the same text under its sequence again is harmless")
  void ck2_sameTextIsHarmless() {
    keeper.append(links(1, 3));
    keeper.append(links(1, 3));
    keeper.append(links(2, 4));
    assertThat(keeper.latest(NODE, 9)).isEqualTo(texts(links(1, 4)));
  }

  @Test
  @DisplayName("CK-2 another text under a sequence is refused and changes nothing")
  void ck2_otherTextIsRefused() {
    keeper.append(links(1, 3));
    AuditRecord other = new Other().link();
    assertThatThrownBy(() -> keeper.append(List.of(other))).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> keeper.append(List.of(link("f-4", 4, ""), other)))
        .isInstanceOf(StoreException.class);
    assertThat(keeper.latest(NODE, 9)).isEqualTo(texts(links(1, 3)));
  }

  /** Another record with the number of one that is kept. */
  private static final class Other {
    AuditRecord link() {
      AuditRecord.Chained same = ChainKeeperTck.link("other", 3, "");
      String hash = "f".repeat(64);
      return new AuditRecord.Chained(
          same.record(), NODE, 3, hash, same.text().replace(same.hash(), hash));
    }
  }

  @Test
  @DisplayName("CK-3 the latest texts are answered, oldest first, as many as are asked for")
  void ck3_answersLatest() {
    assertThat(keeper.latest(NODE, 5)).isEmpty();
    keeper.append(links(1, 9));
    assertThat(keeper.latest(NODE, 1)).isEqualTo(texts(links(9, 9)));
    assertThat(keeper.latest(NODE, 4)).isEqualTo(texts(links(6, 9)));
  }

  @Test
  @DisplayName("CK-3 what is kept is answered after a restart, and gone on with")
  void ck3_answersAfterRestart() {
    keeper.append(links(1, 5));
    keeper = reopen(keeper);
    assertThat(keeper.latest(NODE, 2)).isEqualTo(texts(links(4, 5)));
    AuditRecord other = new Other().link();
    assertThatThrownBy(() -> keeper.append(List.of(other))).isInstanceOf(StoreException.class);
    keeper.append(links(6, 7));
    assertThat(keeper.latest(NODE, 9)).isEqualTo(texts(links(1, 7)));
  }
}
