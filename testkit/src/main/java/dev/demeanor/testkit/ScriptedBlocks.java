package dev.demeanor.testkit;

import dev.demeanor.Access;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operator's blocks of a scripted monitor. Thread-safe. */
final class ScriptedBlocks {

  private final List<Block> blocks = new ArrayList<>();
  private int made;

  synchronized Block add(
      BlockTarget target, Duration lasting, String actor, String reason, Instant now) {
    made++;
    Block block =
        new Block(
            "scripted-" + made,
            target,
            Block.Origin.OPERATOR,
            actor,
            reason,
            now,
            now.plus(lasting));
    blocks.add(block);
    return block;
  }

  synchronized Optional<Block> remove(String id) {
    Optional<Block> found = blocks.stream().filter(block -> block.id().equals(id)).findFirst();
    found.ifPresent(blocks::remove);
    return found;
  }

  synchronized Optional<Block> extend(String id, Duration lasting, Instant now) {
    Optional<Block> found = active(now).stream().filter(block -> block.id().equals(id)).findFirst();
    Optional<Block> longer =
        found.map(
            block ->
                new Block(
                    block.id(),
                    block.target(),
                    block.origin(),
                    block.actor(),
                    block.reason(),
                    block.createdAt(),
                    now.plus(lasting)));
    found.ifPresent(blocks::remove);
    longer.ifPresent(blocks::add);
    return longer;
  }

  synchronized List<Block> active(Instant now) {
    return blocks.stream().filter(block -> block.isActive(now)).toList();
  }

  Access access(
      Instant now,
      SubjectId subject,
      SessionId session,
      @Nullable String deviceId,
      @Nullable String address) {
    String tenant = subject.tenant();
    Set<BlockTarget> about =
        Stream.of(
                Stream.of(BlockTarget.account(subject), BlockTarget.session(tenant, session)),
                Stream.ofNullable(deviceId).map(device -> BlockTarget.device(tenant, device)),
                Stream.ofNullable(address).map(from -> BlockTarget.address(tenant, from)))
            .flatMap(targets -> targets)
            .collect(Collectors.toSet());
    return active(now).stream()
        .filter(block -> about.contains(block.target()))
        .max(Comparator.comparing(Block::expiresAt))
        .<Access>map(Access.Blocked::new)
        .orElse(Access.Allowed.INSTANCE);
  }
}
