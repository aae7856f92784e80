package dev.demeanor.live;

import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Instant;

/** Makes the records of what happens to blocks: in each, the target is a keyed hash. Immutable. */
final class BlockRecords {

  private final Pseudonyms pseudonyms;

  BlockRecords(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  AuditRecord.Blocked blocked(Block block, boolean enforced) {
    String key = key(block.target());
    return new AuditRecord.Blocked(pseudonymous(block, key), key, enforced);
  }

  AuditRecord unblocked(Block block, String actor, String justification, Instant at) {
    String key = key(block.target());
    return new AuditRecord.Unblocked(pseudonymous(block, key), key, actor, justification, at);
  }

  AuditRecord expired(Block block) {
    String key = key(block.target());
    return new AuditRecord.Expired(pseudonymous(block, key), key);
  }

  /** Returns the record of a block that lasts longer than until this time. */
  AuditRecord extended(Block block, Instant until, String actor, String reason, Instant at) {
    String key = key(block.target());
    return new AuditRecord.Extended(pseudonymous(block, key), key, until, actor, reason, at);
  }

  private String key(BlockTarget target) {
    String kind =
        switch (target.kind()) {
          case SESSION -> "session";
          case ACCOUNT -> "subject";
          case DEVICE -> "device";
          case ADDRESS -> "address";
        };
    return pseudonyms.of(kind, target.tenant(), target.value());
  }

  private static Block pseudonymous(Block block, String key) {
    BlockTarget target = new BlockTarget(block.target().kind(), block.target().tenant(), key);
    return new Block(
        block.id(),
        target,
        block.origin(),
        block.actor(),
        block.reason(),
        block.createdAt(),
        block.expiresAt());
  }
}
