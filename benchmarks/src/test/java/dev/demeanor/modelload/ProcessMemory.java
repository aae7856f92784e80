package dev.demeanor.modelload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds of the system at one moment.
 *
 * @param nativeKib memory outside of the heap, as the system counts it; 0 where there is no /proc
 * @param handles open files
 */
record ProcessMemory(long nativeKib, long handles) {

  private static final Path SELF = Path.of("/proc/self");

  static ProcessMemory now() {
    System.gc();
    try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
      return new ProcessMemory(kib(), open.count());
    } catch (IOException e) {
      return new ProcessMemory(0, 0);
    }
  }

  private static long kib() {
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / 1024;
    try {
      for (String line : Files.readAllLines(SELF.resolve("status"))) {
        if (line.startsWith("RssAnon:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) - heap;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
