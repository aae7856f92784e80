package dev.demeanor.testkit.http;

import dev.demeanor.SessionOptions;
import dev.demeanor.spi.store.BlockTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every adapter has to do: refuse whoever is blocked on every handler, let everybody else
 * pass, and refuse every bad batch with its stated answer. The cases are generated from the
 * application's handlers and are run one after another, in order:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> conforms() {
 *   return new AdapterConformance(application).cases().stream()
 *       .map(each -> DynamicTest.dynamicTest(each.name(), each.check()::run));
 * }
 * }</pre>
 *
 * Not thread-safe.
 */
public final class AdapterConformance {

  private final ApplicationUnderTest application;

  /** Makes the cases for an application. */
  public AdapterConformance(ApplicationUnderTest application) {
    this.application = application;
  }

  /** Returns all cases: those of blocks for each handler, and those of batches. */
  public List<ConformanceCase> cases() {
    List<ConformanceCase> cases = new ArrayList<>();
    Visitor visitor = new Visitor(application);
    BlockTarget account = BlockTarget.account(application.subject());
    BlockTarget address =
        BlockTarget.address(application.subject().tenant(), application.address());
    BlockChecks blocks = new BlockChecks(application, visitor);
    for (ApplicationUnderTest.Handler handler : application.handlers()) {
      cases.add(blocks.open(handler));
      cases.add(blocks.closed(handler, () -> account, "account"));
      cases.add(blocks.closed(handler, () -> address, "address"));
      cases.add(blocks.closed(handler, this::session, "session"));
      device().ifPresent(device -> cases.add(blocks.closed(handler, () -> device, "device")));
      cases.add(blocks.closedToStrangers(handler, address));
      cases.add(blocks.closedWithAPage(handler, account));
    }
    cases.addAll(new BatchChecks(visitor).cases());
    return List.copyOf(cases);
  }

  /** Known once somebody has signed in. */
  private BlockTarget session() {
    SessionOptions opened = application.opened();
    return BlockTarget.session(opened.subject().tenant(), opened.session());
  }

  private Optional<BlockTarget> device() {
    String tenant = application.subject().tenant();
    return application.device().map(device -> BlockTarget.device(tenant, device));
  }
}
