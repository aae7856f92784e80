package dev.demeanor.model.repository;

import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer of a directory at a time, among the threads of this process and among processes of
 * this machine. Thread-safe.
 */
final class DirectoryLock {

  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path directory;
  private final ReentrantLock lock;

  DirectoryLock(Path directory) {
    this.directory = directory;
    this.lock = LOCKS.computeIfAbsent(directory, path -> new ReentrantLock());
  }

  /** What is done under the lock. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Returns whether this thread holds the lock. */
  boolean isHeld() {
    return lock.isHeldByCurrentThread();
  }

  <T> T run(String what, Work<T> work) {
    lock.lock();
    try {
      return lock.getHoldCount() > 1 ? work.run() : withFileLock(what, work);
    } catch (IOException e) {
      throw new StoreException("cannot " + what + " in " + directory, e);
    } finally {
      lock.unlock();
    }
  }

  private <T> T withFileLock(String what, Work<T> work) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new StoreException("cannot " + what + ": the lock was lost", null);
      }
      return work.run();
    } catch (OverlappingFileLockException e) { // of another class loader, which has its own locks
      throw new StoreException(
          "cannot "
              + what
              + " in "
              + directory
              + ": another application of this process is changing it; try again",
          e);
    }
  }
}
