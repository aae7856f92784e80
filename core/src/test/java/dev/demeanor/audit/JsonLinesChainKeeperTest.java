package dev.demeanor.audit;

import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.tck.ChainKeeperTck;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesChainKeeperTest extends ChainKeeperTck {

  @TempDir Path dir;
  private final Map<ChainKeeper, Path> files = new HashMap<>();

  @Override
  protected ChainKeeper newKeeper() {
    return open(dir.resolve("audit-" + files.size() + ".jsonl"));
  }

  @Override
  protected ChainKeeper reopen(ChainKeeper keeper) {
    keeper.close();
    return open(files.get(keeper));
  }

  private ChainKeeper open(Path file) {
    ChainKeeper keeper = JsonLinesAuditSink.open(file);
    files.put(keeper, file);
    return keeper;
  }
}
