package dev.demeanor.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.demeanor.BehaviorMonitor;
import dev.demeanor.MonitorConfig;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests of 1 M users by Zipf's law against 10,000 active blocks, a quarter of each kind and none
 * of them theirs, and the two references: a look-up that misses in a {@link ConcurrentHashMap} of
 * the 2,500 blocked sessions, and one in a Caffeine cache that holds 1 M of at most 2 M entries, so
 * that its policy is awake.
 */
final class BlockLoad implements Load {

  static final int REQUESTS = 1 << 12;

  private static final int BITS = 20;
  private static final int BLOCKS = 10_000;
  private static final Duration LASTING = Duration.ofHours(8);

  final BehaviorMonitor monitor =
      BehaviorMonitor.builder().config(MonitorConfig.defaults()).build();
  final Map<String, Object> map = new ConcurrentHashMap<>();
  final Cache<String, Object> caffeine = Caffeine.newBuilder().maximumSize(2L << BITS).build();

  final SubjectId[] subjects = new SubjectId[REQUESTS];
  final SessionId[] sessions = new SessionId[REQUESTS];
  final String[] addresses = new String[REQUESTS];

  private final Zipf zipf = new Zipf(BITS, 1);

  BlockLoad(boolean withCaffeine) {
    for (int i = 0; i < BLOCKS; i++) {
      int stranger = (1 << BITS) + i;
      monitor.block(target(i % 4, stranger), LASTING, "benchmark", "load");
      if (i % 4 == 3) {
        map.put(Names.session(stranger).value(), this);
      }
    }
    for (int i = 0; withCaffeine && i < 1 << BITS; i++) {
      caffeine.put(Names.session(i).value(), this);
    }
    check();
    refresh();
  }

  private static BlockTarget target(int kind, int number) {
    String tenant = SubjectId.DEFAULT_TENANT;
    return switch (kind) {
      case 0 -> BlockTarget.account(Names.subject(number));
      case 1 -> new BlockTarget(BlockTarget.Kind.DEVICE, tenant, "device-" + number);
      case 2 -> new BlockTarget(BlockTarget.Kind.ADDRESS, tenant, Names.address(number));
      default -> BlockTarget.session(tenant, Names.session(number));
    };
  }

  /** A check that never finds anything would be fast, too. */
  private void check() {
    for (int i = 0; i < BLOCKS; i++) {
      int stranger = (1 << BITS) + i;
      boolean allowed =
          monitor
              .access(
                  Names.subject(stranger),
                  Names.session(stranger),
                  "device-" + stranger,
                  Names.address(stranger))
              .isAllowed();
      if (allowed) {
        throw new IllegalStateException("a blocked request was let through");
      }
    }
  }

  /** Makes the next requests; their strings are new, so that hashing them is part of a check. */
  void refresh() {
    for (int i = 0; i < REQUESTS; i++) {
      int user = zipf.next();
      subjects[i] = Names.subject(user);
      sessions[i] = Names.session(user);
      addresses[i] = Names.address(user);
    }
  }

  boolean mapLookUp(int request) {
    return map.get(sessions[request].value()) == null;
  }

  boolean caffeineLookUp(int request) {
    return caffeine.getIfPresent(sessions[request].value()) != null;
  }

  boolean check(int request) {
    return monitor.access(subjects[request], sessions[request], null, null).isAllowed();
  }

  boolean checkWithAddress(int request) {
    return monitor
        .access(subjects[request], sessions[request], null, addresses[request])
        .isAllowed();
  }

  @Override
  public List<Slice> slices() {
    return List.of(
        slice("ConcurrentHashMap miss", this::mapLookUp),
        slice("Caffeine getIfPresent, 1 M of 2 M", this::caffeineLookUp),
        slice("block check: subject, session", this::check),
        slice("block check: subject, session, address", this::checkWithAddress));
  }

  private interface Check {
    boolean of(int request);
  }

  private Slice slice(String name, Check check) {
    return new Slice() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int operations() {
        return REQUESTS;
      }

      @Override
      public void prepare() {
        refresh();
      }

      @Override
      public long run() {
        long passed = 0;
        for (int i = 0; i < REQUESTS; i++) {
          passed += check.of(i) ? 1 : 0;
        }
        if (passed != REQUESTS) {
          throw new IllegalStateException("a check gave the wrong answer");
        }
        return passed;
      }
    };
  }

  @Override
  public void close() {
    monitor.close();
  }
}
