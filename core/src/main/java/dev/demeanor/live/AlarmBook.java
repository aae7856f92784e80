package dev.demeanor.live;

import dev.demeanor.SessionOptions;
import dev.demeanor.decision.AlarmCounts;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.policy.BlockPolicy;
import dev.demeanor.policy.TargetHistory;
import dev.demeanor.pseudonym.Pseudonyms;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who raised how many alarms, and what was done about it. All is counted under one lock, so that no
 * alarm is lost or counted twice; nothing is called under it. What nothing happened to for longest
 * makes room. After a restart alarms are counted anew; how often somebody was blocked is known of
 * the blocks that still stand in the store. Thread-safe.
 */
final class AlarmBook {

  /**
   * An alarm that was counted.
   *
   * @param counts how many there are with it
   * @param blocks the blocks that it asks for
   * @param graced whether a block was left out since one was lifted a short time ago
   */
  record Raised(AlarmCounts counts, List<Block> blocks, boolean graced) {}

  private final BlockPolicy policy;
  private final String actor;
  private final Pseudonyms pseudonyms;
  private final Map<BlockTarget, TargetHistory> histories;

  /** Against whom a session raised alarms, by its key. */
  private final Map<String, List<BlockTarget>> raised;

  AlarmBook(BlockPolicy policy, String policyVersion, Pseudonyms pseudonyms, int most) {
    this.policy = policy;
    this.actor = "policy " + policyVersion;
    this.pseudonyms = pseudonyms;
    this.histories = LeastRecent.map(most);
    this.raised = LeastRecent.map(most);
  }

  /** Returns whether a block on this session or on its account was lifted a short time ago. */
  synchronized boolean inGrace(SessionOptions options, long now) {
    return inGrace(session(options), now) || inGrace(BlockTarget.account(options.subject()), now);
  }

  private boolean inGrace(BlockTarget target, long now) {
    TargetHistory history = histories.get(target);
    return history != null && history.inGrace(now);
  }

  /** Returns whether a block on the session holds, or would hold in SHADOW. */
  synchronized boolean isHeld(SessionOptions options, long now) {
    TargetHistory history = histories.get(session(options));
    return history != null && history.isHeld(now);
  }

  /** Counts an alarm and makes the blocks for which there are enough now. */
  synchronized Raised raise(SessionOptions options, Decision decision) {
    long now = decision.at().toEpochMilli();
    long window = policy.window().toMillis();
    BlockTarget session = session(options);
    BlockTarget account = BlockTarget.account(options.subject());
    BlockTarget device = device(options);
    boolean graced = device != null && inGrace(device, now);
    int inSession = count(session, decision.id(), now, window);
    int onAccount = count(account, decision.sessionKey(), now, window);
    int onDevice = device == null || graced ? 0 : count(device, decision.sessionKey(), now, window);
    List<BlockTarget> against = new ArrayList<>(List.of(session, account));
    List<Block> blocks = new ArrayList<>();
    if (BlockPolicy.reaches(inSession, policy.steps().session())) {
      hold(session, decision, decision.id(), blocks);
    }
    if (device != null && !graced) {
      against.add(device);
      if (BlockPolicy.reaches(onDevice, policy.steps().device())) {
        hold(device, decision, decision.id() + "-device", blocks);
      }
    }
    if (BlockPolicy.reaches(onAccount, policy.steps().account())) {
      hold(account, decision, decision.id() + "-account", blocks);
    }
    raised.put(decision.sessionKey(), against);
    return new Raised(new AlarmCounts(inSession, onDevice, onAccount), blocks, graced);
  }

  private int count(BlockTarget target, String by, long now, long window) {
    TargetHistory history = histories.computeIfAbsent(target, unused -> new TargetHistory());
    history.alarms().add(by, now);
    return history.alarms().count(now, window);
  }

  private void hold(BlockTarget target, Decision decision, String id, List<Block> blocks) {
    TargetHistory history = histories.computeIfAbsent(target, unused -> new TargetHistory());
    long now = decision.at().toEpochMilli();
    if (history.isHeld(now)) {
      return;
    }
    double chance = Chance.of(pseudonyms, target.tenant(), id);
    Duration lasting = history.hold(policy.lasting(), now, chance);
    blocks.add(
        new Block(
            id,
            target,
            Block.Origin.AUTOMATIC,
            actor,
            ReasonCode.TRUST_BELOW_CHALLENGE.name(),
            decision.at(),
            decision.at().plus(lasting)));
  }

  /** Takes an alarm back whose record could not be made durable: nothing followed from it. */
  synchronized void undo(SessionOptions options, Decision decision, List<Block> blocks) {
    retract(session(options), decision.id());
    retract(BlockTarget.account(options.subject()), decision.sessionKey());
    BlockTarget device = device(options);
    if (device != null) {
      retract(device, decision.sessionKey());
    }
    for (Block block : blocks) {
      TargetHistory history = histories.get(block.target());
      if (history != null) {
        history.undoHold();
      }
    }
  }

  /** Remembers a block of before, or one that came into force after all. */
  synchronized void restore(Block block) {
    Duration lasted = Duration.between(block.createdAt(), block.expiresAt());
    histories
        .computeIfAbsent(block.target(), unused -> new TargetHistory())
        .restore(block.expiresAt().toEpochMilli(), policy.lasting().timesBefore(lasted) + 1);
  }

  /** Forgets the alarms of a session, wherever they count; returns whether there were any. */
  synchronized boolean retract(String sessionKey) {
    List<BlockTarget> against = raised.remove(sessionKey);
    if (against == null) {
      return false;
    }
    for (BlockTarget target : against) {
      TargetHistory history = histories.get(target);
      if (history != null && target.kind() == BlockTarget.Kind.SESSION) {
        history.alarms().clear();
      } else if (history != null) {
        history.alarms().retract(sessionKey);
      }
    }
    return true;
  }

  private void retract(BlockTarget target, String by) {
    TargetHistory history = histories.get(target);
    if (history != null) {
      history.alarms().retract(by);
    }
  }

  /** A block was lifted: what led to it is forgotten, and none follows for a time. */
  synchronized void forgive(Block lifted, long now) {
    histories
        .computeIfAbsent(lifted.target(), unused -> new TargetHistory())
        .forgive(now, policy.grace());
    int end = lifted.id().indexOf('-');
    if (lifted.origin() == Block.Origin.AUTOMATIC && end > 0) {
      boolean unused = retract(lifted.id().substring(0, end)); // ids begin with the session's key
    }
  }

  private static BlockTarget session(SessionOptions options) {
    return BlockTarget.session(options.subject().tenant(), options.session());
  }

  private static @Nullable BlockTarget device(SessionOptions options) {
    String deviceId = options.deviceId();
    return deviceId == null || deviceId.isBlank()
        ? null
        : BlockTarget.device(options.subject().tenant(), deviceId);
  }
}
