package dev.demeanor.audit;

import dev.demeanor.audit.ChainReport.Finding;
import dev.demeanor.audit.ChainReport.Rule;
import dev.demeanor.spi.audit.AuditRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Anchors that were kept apart from the chain, and what they say about it. Not thread-safe. */
final class KeptAnchors {

  /** What a record's hash must be, by node and sequence, and when that was said. */
  private final Map<String, TreeMap<Long, Said>> nodes = new HashMap<>();

  private record Said(String hash, String when) {}

  void add(ChainLink link, AuditRecord.Anchored anchor) {
    TreeMap<Long, Said> said = nodes.computeIfAbsent(link.node(), unused -> new TreeMap<>());
    String when = anchor.at().toString();
    if (anchor.upTo() > 0) {
      said.put(anchor.upTo(), new Said(anchor.head(), when));
    }
    said.put(link.sequence(), new Said(link.hash(), when));
  }

  /** Returns what speaks against a record, or null. */
  @Nullable String contradiction(ChainLink link) {
    TreeMap<Long, Said> said = nodes.get(link.node());
    Said expected = said == null ? null : said.get(link.sequence());
    return expected == null || expected.hash().equals(link.hash())
        ? null
        : "another record had this place when the anchor of " + expected.when() + " was made";
  }

  /** Returns the first chain that ends before an anchor says it did. */
  @Nullable Finding firstMissing(List<ChainReport.Chain> chains) {
    for (Map.Entry<String, TreeMap<Long, Said>> entry : new TreeMap<>(nodes).entrySet()) {
      String node = entry.getKey();
      long records =
          chains.stream()
              .filter(chain -> chain.node().equals(node))
              .mapToLong(ChainReport.Chain::records)
              .findFirst()
              .orElse(0);
      Map.Entry<Long, Said> last = entry.getValue().lastEntry();
      if (last.getKey() > records) {
        return new Finding(
            "",
            0,
            node,
            records + 1,
            Rule.TRUNCATED,
            "the chain ends with record "
                + records
                + ", but the anchor of "
                + last.getValue().when()
                + " knew record "
                + last.getKey());
      }
    }
    return null;
  }
}
