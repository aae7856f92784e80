package bad.demeanor.policy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;

/** Bad on purpose: makes an executor, and shows a logger to everybody. */
public final class StartsThread {

  /** Leaks a third-party type. */
  public void log(Logger logger) {
    logger.info("never called");
  }

  ExecutorService start() {
    return Executors.newSingleThreadExecutor();
  }
}
