package dev.demeanor.spring.admin;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Active blocks of the tenant: to be listed and lifted. Thread-safe. */
@RestController
@RequestMapping(AdminApi.PATH + "/blocks")
final class BlocksApi implements AdminApi {

  private static final Duration LONGEST = Duration.ofDays(365);

  private final BehaviorMonitor monitor;
  private final String tenant;

  BlocksApi(BehaviorMonitor monitor, String tenant) {
    this.monitor = monitor;
    this.tenant = tenant;
  }

  /**
   * A block as operators see it.
   *
   * @param id its id
   * @param kind what it is on
   * @param target account, device or address; null for a session, whose id is a secret
   * @param origin who decided
   * @param actor the operator or the policy
   * @param reason why
   * @param createdAt since when
   * @param expiresAt until when
   */
  record BlockView(
      String id,
      BlockTarget.Kind kind,
      @Nullable String target,
      Block.Origin origin,
      String actor,
      String reason,
      Instant createdAt,
      Instant expiresAt) {

    static BlockView of(Block block) {
      BlockTarget target = block.target();
      return new BlockView(
          block.id(),
          target.kind(),
          target.kind() == BlockTarget.Kind.SESSION ? null : target.value(),
          block.origin(),
          block.actor(),
          block.reason(),
          block.createdAt(),
          block.expiresAt());
    }
  }

  /**
   * Why a block is lifted.
   *
   * @param reason in the operator's words
   */
  record Reason(@Nullable String reason) {}

  @GetMapping
  Page<BlockView> list() {
    return new Page<>(
        monitor.blocks().stream().filter(this::isOurs).map(BlockView::of).toList(), null);
  }

  /**
   * A block that an operator asks for.
   *
   * @param kind account, device or address; a session's id is known to nobody
   * @param target which one
   * @param minutes how long, 1 to a year
   * @param reason in the operator's words
   */
  record NewBlock(
      @Nullable String kind,
      @Nullable String target,
      @Nullable Long minutes,
      @Nullable String reason) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  BlockView block(@RequestBody NewBlock wanted, Principal operator) {
    BlockTarget.Kind kind = Requests.word(BlockTarget.Kind.class, "kind", wanted.kind());
    if (kind == null || kind == BlockTarget.Kind.SESSION) {
      throw new InvalidRequestException("kind", "must be one of [ACCOUNT, DEVICE, ADDRESS]");
    }
    BlockTarget target = new BlockTarget(kind, tenant, Requests.text("target", wanted.target()));
    long minutes = wanted.minutes() == null ? 0 : wanted.minutes();
    if (minutes < 1 || minutes > LONGEST.toMinutes()) {
      throw new InvalidRequestException("minutes", "must be 1 to " + LONGEST.toMinutes());
    }
    String reason = Requests.text("reason", wanted.reason());
    return BlockView.of(
        monitor.block(target, Duration.ofMinutes(minutes), operator.getName(), reason));
  }

  @PostMapping("/{id}/unblock")
  BlockView unblock(@PathVariable String id, @RequestBody Reason why, Principal operator) {
    String reason = Requests.text("reason", why.reason());
    boolean known =
        monitor.blocks().stream().anyMatch(each -> isOurs(each) && id.equals(each.id()));
    return (known ? monitor.unblock(id, operator.getName(), reason) : Optional.<Block>empty())
        .map(BlockView::of)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such block"));
  }

  private boolean isOurs(Block block) {
    return tenant.equals(block.target().tenant());
  }
}
