package dev.demeanor.model.repository;

import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Files that are there whole or not at all: written beside their place, synced, renamed into it,
 * and the directory synced. Links are not followed. Stateless.
 */
final class SyncedFiles {

  private static final String TEMPORARY = ".tmp-";

  private SyncedFiles() {}

  static void write(Path home, String name, byte[] bytes) throws IOException {
    Path temporary = Files.createTempFile(home, TEMPORARY, "");
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    try {
      Files.move(temporary, home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot rename in one step", e);
    }
    sync(home);
  }

  /** Makes a rename last; file systems that cannot sync a directory do so by themselves. */
  static void sync(Path home) {
    try (FileChannel channel = FileChannel.open(home, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directory; there the rename is journalled
    }
  }

  static void sweep(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.filter(SyncedFiles::isTemporary).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isTemporary(Path file) {
    return file.getFileName().toString().startsWith(TEMPORARY);
  }

  static byte[] read(Path file, int atMost) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(atMost + 1);
      if (bytes.length > atMost) {
        throw new StoreException(
            "file " + file.getFileName() + " has more than the " + atMost + " bytes it may have",
            null);
      }
      return bytes;
    }
  }

  static void refuseLink(Path path, String name) {
    if (Files.isSymbolicLink(path)) {
      throw new StoreException(
          name + " is a symbolic link, which may lead out of the models directory; copy the file",
          null);
    }
  }

  static void delete(Path home) throws IOException {
    if (Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> files = Files.list(home)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(home);
  }
}
