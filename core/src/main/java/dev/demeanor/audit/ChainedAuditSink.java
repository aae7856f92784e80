package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.spi.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chains records before they are kept: each gets the next number of its node and the hash of the
 * one before it, so that changing, removing, inserting or reordering one shows. Goes on after the
 * last record that the keeper has; writes an anchor when it begins, every so many records or so
 * often, and when it is closed. After a failure, and when somebody else has written to the same
 * chain, it asks the keeper where the chain ends. Thread-safe.
 */
public final class ChainedAuditSink implements AuditSink {

  private static final Logger LOG = LoggerFactory.getLogger(ChainedAuditSink.class);

  /** Ids remembered to recognise a record that is appended again. */
  private static final int REMEMBERED = 10_000;

  /** Records read back to learn where the chain ends, and which ids it ends with. */
  private static final int READ_BACK = 1_000;

  private final ChainKeeper keeper;
  private final AuditChain chain;
  private final Clock clock;
  private final boolean closesKeeper;
  private final Map<String, Boolean> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Where the chain ends, or null when only the keeper knows. */
  private @Nullable End end;

  private @Nullable Instant lastAnchorAt;
  private long sinceAnchor;
  private boolean closed;

  /** The last record of a chain. */
  private record End(long sequence, String hash) {}

  /**
   * Makes a sink over a keeper.
   *
   * @param closesKeeper whether closing this closes the keeper
   */
  public ChainedAuditSink(ChainKeeper keeper, AuditChain chain, Clock clock, boolean closesKeeper) {
    this.keeper = keeper;
    this.chain = chain;
    this.clock = clock;
    this.closesKeeper = closesKeeper;
  }

  /** Returns how the records are chained. */
  public AuditChain chain() {
    return chain;
  }

  /** Returns what can be asked for the records of a subject, where the keeper can. */
  public Optional<AuditReader> findReader() {
    return keeper instanceof AuditReader reader ? Optional.of(reader) : Optional.empty();
  }

  @Override
  public synchronized void append(List<AuditRecord> records) {
    if (closed) {
      throw new StoreException("audit chain of node " + chain.node() + " is closed", null);
    }
    End before = end == null ? readEnd() : end;
    try {
      write(links(records, before));
    } catch (StoreException e) {
      end = null;
      End now = readEnd();
      if (now.equals(before)) {
        throw e; // nothing was kept: the caller may try again
      }
      write(links(records, now)); // somebody else wrote, or the keeper kept it all the same
    }
  }

  private void write(List<AuditRecord.Chained> links) {
    if (links.isEmpty()) {
      return;
    }
    keeper.append(List.copyOf(links));
    AuditRecord.Chained last = links.get(links.size() - 1);
    end = new End(last.sequence(), last.hash());
    for (AuditRecord.Chained link : links) {
      recent.put(link.id(), Boolean.TRUE);
      sinceAnchor++;
      if (link.record() instanceof AuditRecord.Anchored anchor) {
        sinceAnchor = 0;
        lastAnchorAt = anchor.at();
        giveAway(link);
      }
    }
  }

  private void giveAway(AuditRecord.Chained anchor) {
    try {
      chain.anchors().accept(anchor.text());
    } catch (RuntimeException e) {
      LOG.warn("anchor {} could not be given away", anchor.id(), e);
    }
  }

  /** Returns the records that are not kept yet, chained, with the anchors that are due. */
  private List<AuditRecord.Chained> links(List<AuditRecord> records, End before) {
    List<AuditRecord.Chained> links = new ArrayList<>();
    Set<String> added = new HashSet<>();
    End at = before;
    long unanchored = sinceAnchor;
    for (AuditRecord record : records) {
      if (recent.containsKey(record.id()) || !added.add(record.id())) {
        continue;
      }
      if (lastAnchorAt == null && links.isEmpty()) {
        at = add(links, anchor(at, occasion(at)), at);
      }
      at = add(links, record, at);
      unanchored++;
    }
    if (!links.isEmpty() && isDue(unanchored)) {
      add(links, anchor(at, "INTERVAL"), at);
    }
    return links;
  }

  private String occasion(End at) {
    if (keeper.cutOffTornRecord()) {
      return "RESUMED_AFTER_TORN_RECORD";
    }
    return at.sequence() == 0 ? "STARTED" : "RESUMED";
  }

  private boolean isDue(long unanchored) {
    Instant last = lastAnchorAt;
    return unanchored >= chain.anchorEvery()
        || last != null && !clock.instant().isBefore(last.plus(chain.anchorInterval()));
  }

  private AuditRecord anchor(End at, String occasion) {
    return Anchors.of(chain, at.sequence(), at.hash(), clock.instant(), occasion);
  }

  private End add(List<AuditRecord.Chained> links, AuditRecord record, End after) {
    AuditRecord.Chained link =
        ChainLink.of(record, chain.node(), after.sequence() + 1, after.hash());
    links.add(link);
    return new End(link.sequence(), link.hash());
  }

  /** Asks the keeper where the chain ends. */
  private End readEnd() {
    List<String> latest = keeper.latest(chain.node(), READ_BACK);
    if (latest.isEmpty()) {
      return new End(0, ChainLink.GENESIS);
    }
    ChainLink last = ChainLink.parse(latest.get(latest.size() - 1).getBytes(UTF_8));
    if (last == null || !last.intact() || !last.node().equals(chain.node())) {
      throw cannotGoOn(null);
    }
    try {
      for (String text : latest) {
        recent.put(AuditJson.read(text).id(), Boolean.TRUE);
      }
    } catch (CorruptStateException e) {
      throw cannotGoOn(e);
    }
    return new End(last.sequence(), last.hash());
  }

  private StoreException cannotGoOn(@Nullable Throwable cause) {
    return new StoreException(
        "the end of the audit chain of node "
            + chain.node()
            + " is not intact, or not of this node; verify what is kept, move it away and start"
            + " anew",
        cause);
  }

  /** Writes a last anchor when there is something it can vouch for. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      End last = end;
      if (last != null && sinceAnchor > 0) {
        List<AuditRecord.Chained> links = new ArrayList<>();
        add(links, anchor(last, "CLOSED"), last);
        write(links);
      }
    } catch (StoreException e) {
      LOG.warn("the audit chain of node {} was closed without an anchor", chain.node(), e);
    } finally {
      if (closesKeeper) {
        keeper.close();
      }
    }
  }
}
