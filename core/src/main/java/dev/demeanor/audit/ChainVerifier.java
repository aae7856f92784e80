package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.audit.ChainReport.Rule;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says whether chained records are as they were written, and names the first that is not. Without
 * anchors from elsewhere nobody can tell that the end is missing; without a key nobody can tell a
 * chain that was made anew as a whole. Not thread-safe.
 */
public final class ChainVerifier {

  /** A record that stands where another is expected. */
  record Break(
      String part,
      long line,
      @Nullable ChainLink link,
      String node,
      long expected,
      String head,
      String lastPart,
      long lastLine) {}

  /** How far the chain of a node has been followed. */
  private static final class Progress {
    long records;
    String head = ChainLink.GENESIS;
    String part = "";
    long line;
    long anchors;
    long signedUpTo;
  }

  private final @Nullable PublicKey key;
  private final KeptAnchors kept = new KeptAnchors();
  private final Map<String, Progress> nodes = new LinkedHashMap<>();
  private final Map<String, String> nodeOfPart = new HashMap<>();
  private @Nullable Finding finding;
  private @Nullable Break broken;
  private int tornBytes;

  /** Makes a verifier; without a key, signatures are not checked. */
  public ChainVerifier(@Nullable PublicKey key) {
    this.key = key;
  }

  /**
   * Adds an anchor that was kept elsewhere, as the line it was given away as.
   *
   * @throws CorruptStateException if it is none, or not signed with the key
   */
  public void expect(byte[] line) {
    ChainLink link = ChainLink.parse(line);
    if (link == null
        || !link.intact()
        || !(AuditJson.read(new String(line, UTF_8)) instanceof AuditRecord.Anchored anchor)) {
      throw new CorruptStateException("is not an intact anchor");
    }
    if (key != null && !Anchors.isSigned(anchor, key)) {
      throw new CorruptStateException("is an anchor that is not signed with the given key");
    }
    kept.add(link, anchor);
  }

  /** Follows the chains; call it once. */
  public ChainReport verify(AuditLines lines) throws IOException {
    lines.read(this::line);
    Break found = broken;
    if (found != null && finding == null) {
      Diagnosis diagnosis = new Diagnosis(found);
      lines.read(diagnosis::line);
      finding = diagnosis.finding();
    }
    List<ChainReport.Chain> chains = new ArrayList<>();
    nodes.forEach(
        (node, at) ->
            chains.add(
                new ChainReport.Chain(node, at.records, at.head, at.anchors, at.signedUpTo)));
    if (finding == null) {
      checkEnds(chains);
    }
    return new ChainReport(chains, finding, tornBytes);
  }

  private void line(String part, long number, byte[] line, boolean ended) {
    if (finding != null || broken != null) {
      return; // the first is named; what follows may only be its consequence
    }
    if (!ended && !ChainLink.goesOnAfterItsEnd(line)) {
      tornBytes = line.length;
      return;
    }
    ChainLink link = ChainLink.parse(line);
    String claimed = link == null ? Diagnosis.UNKNOWN : link.node();
    String node = nodeOfPart.computeIfAbsent(part, unused -> claimed);
    Progress at = nodes.get(node);
    if (at == null) {
      at = new Progress();
      at.part = part;
      if (link != null) {
        nodes.put(node, at);
      }
    }
    if (link == null
        || !link.intact()
        || !link.node().equals(node)
        || link.sequence() != at.records + 1
        || !link.previous().equals(at.head)) {
      broken = new Break(part, number, link, node, at.records + 1, at.head, at.part, at.line);
      return;
    }
    at.records++;
    at.head = link.hash();
    at.part = part;
    at.line = number;
    String contradiction = kept.contradiction(link);
    if (contradiction != null) {
      finding = new Finding(part, number, node, link.sequence(), Rule.REWRITTEN, contradiction);
    } else if (new String(line, ISO_8859_1).contains("\"type\":\"Anchored\"")) {
      anchor(part, number, line, link, at);
    }
  }

  private void anchor(String part, long number, byte[] line, ChainLink link, Progress at) {
    String wrong = null;
    try {
      if (!(AuditJson.read(new String(line, UTF_8)) instanceof AuditRecord.Anchored anchor)) {
        return; // the words stood in a text
      }
      at.anchors++;
      if (anchor.upTo() != link.sequence() - 1
          || !anchor.head().equals(link.previous())
          || !anchor.node().equals(link.node())) {
        wrong = "the anchor does not vouch for the record before it";
      } else if (key != null && !Anchors.isSigned(anchor, key)) {
        wrong =
            anchor.signature() == null
                ? "the anchor is not signed"
                : "the signature of the anchor does not fit the given key";
      } else if (key != null) {
        at.signedUpTo = anchor.upTo();
      }
    } catch (CorruptStateException e) {
      wrong = String.valueOf(e.getMessage());
    }
    if (wrong != null) {
      finding = new Finding(part, number, link.node(), link.sequence(), Rule.ANCHOR, wrong);
    }
  }

  private void checkEnds(List<ChainReport.Chain> chains) {
    for (ChainReport.Chain chain : chains) {
      if (finding == null && key != null && chain.anchors() == 0) {
        finding =
            new Finding("", 0, chain.node(), 1, Rule.ANCHOR, "no anchor vouches for this chain");
      }
    }
    if (finding == null) {
      finding = kept.firstMissing(chains);
    }
  }
}
