package dev.demeanor.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in local files, in order, synced before {@link #append} returns, until the sink has them.
 * A record can be offered again after a crash: sinks take the same id as one event. What the sink
 * refuses is set aside in files of its own, {@code .refused}, and offered again by the next {@link
 * #open}. Holds a lock on its folder, so that nobody else writes there. Bounded. Thread-safe.
 */
public final class Spool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final long SEGMENT_BYTES = 4L << 20;
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.spool");
  private static final Pattern REFUSED = Pattern.compile("(\\d{19})\\.refused");

  private final Path folder;
  private final long maxBytes;
  private final FileChannel lock;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private Segment.@Nullable Batch offered;
  private long lastNumber;
  private @Nullable Segment refused;
  private long refusedBytes;
  private volatile int setAside;
  private volatile int waiting;
  private volatile @Nullable String trouble;
  private boolean closed;

  private Spool(Path folder, long maxBytes, FileChannel lock) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.lock = lock;
  }

  /**
   * Opens a folder, makes it where it is not there, and finds what an earlier run left in it. What
   * is made may be read by its owner only, where the file system has POSIX permissions.
   *
   * @param maxBytes how large the files may become together
   * @throws StoreException if the folder cannot be written, or another monitor uses it
   */
  public static Spool open(Path folder, long maxBytes) {
    try {
      OwnerOnly.createFolders(folder);
      FileChannel lock =
          OwnerOnly.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (lock.tryLock() == null) {
          throw new OverlappingFileLockException();
        }
        Spool spool = new Spool(folder, maxBytes, lock);
        spool.recover();
        return spool;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      throw new StoreException(
          "spool " + folder + " is in use; give each monitor a folder of its own", e);
    } catch (IOException e) {
      throw new StoreException("spool " + folder + " cannot be opened; is it writable?", e);
    }
  }

  private void recover() throws IOException {
    long[] position = position();
    lastNumber = position[0];
    offerRefused();
    for (Path file : files(NAME)) {
      long number = number(file, NAME);
      lastNumber = Math.max(lastNumber, number);
      Segment segment = new Segment(number, file);
      if (number >= position[0]) {
        segment.recover(number == position[0] ? position[1] : 0);
      }
      if (segment.waiting == 0 && segment.damaged == 0) {
        Files.delete(file);
      } else {
        segments.add(segment);
      }
      if (segment.damaged > 0) {
        LOG.error("{} records in {} are damaged and are left out", segment.damaged, file);
      }
    }
    count();
    if (waiting > 0) {
      LOG.info("{} records of an earlier run wait in the spool", waiting);
    }
  }

  /** Puts what an earlier run set aside behind everything that waits. */
  private void offerRefused() throws IOException {
    List<Path> aside = files(REFUSED);
    for (Path file : files(NAME)) {
      lastNumber = Math.max(lastNumber, number(file, NAME));
    }
    for (Path file : aside) {
      lastNumber = Math.max(lastNumber, number(file, REFUSED));
    }
    for (Path file : aside) {
      lastNumber++;
      Files.move(file, folder.resolve(name(lastNumber, ".spool")));
    }
    if (!aside.isEmpty()) {
      syncFolder();
      LOG.info("records that the sink has refused are offered to it again");
    }
  }

  private List<Path> files(Pattern pattern) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(file -> number(file, pattern) > 0).sorted().toList();
    }
  }

  private static long number(Path file, Pattern pattern) {
    Matcher name = pattern.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  /** Returns up to where the sink had the records: a file's number, and a place in it. */
  private long[] position() {
    try {
      String[] words = Files.readString(folder.resolve("position"), US_ASCII).trim().split(" ", -1);
      return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    } catch (IOException | RuntimeException e) {
      return new long[] {0, 0}; // what was written already is offered once more
    }
  }

  /**
   * Keeps records.
   *
   * @throws StoreException if they are not safe: the disk or the spool is full, or fails
   */
  public synchronized void append(List<AuditRecord> records) {
    if (closed) {
      throw new StoreException("spool " + folder + " is closed", null);
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream(1024 * records.size());
    records.forEach(record -> SpoolLine.write(record, lines));
    if (bytes() + lines.size() > maxBytes) {
      trouble = "is full: it holds " + maxBytes + " bytes";
      throw new StoreException("spool " + folder + " " + trouble, null);
    }
    try {
      Segment active = active();
      active.append(lines.toByteArray(), records.size());
      trouble = null;
    } catch (IOException e) {
      trouble = "cannot be written: " + e.getClass().getSimpleName();
      dropEmpty();
      throw new StoreException("spool " + folder + " " + trouble, e);
    } finally {
      count();
    }
  }

  /**
   * Keeps a record that the sink refuses out of the way of the others. The files with such records
   * may become as large as the others together.
   *
   * @throws StoreException if it is not safe: there is no room left, or the disk fails
   */
  public synchronized void setAside(AuditRecord record) {
    if (closed) {
      throw new StoreException("spool " + folder + " is closed", null);
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    SpoolLine.write(record, line);
    if (refusedBytes + line.size() > maxBytes) {
      trouble = "is full of refused records: they have " + refusedBytes + " bytes";
      throw new StoreException("spool " + folder + " " + trouble, null);
    }
    try {
      Segment aside = refused;
      if (aside == null || !aside.isOpen()) {
        aside = create(".refused");
        refused = aside;
      }
      aside.append(line.toByteArray(), 1);
    } catch (IOException e) {
      dropEmptyRefused();
      throw new StoreException("spool " + folder + " cannot be written", e);
    }
    refusedBytes += line.size();
    setAside++;
  }

  private void dropEmptyRefused() {
    Segment aside = refused;
    if (aside != null && aside.length == 0) {
      aside.close();
      refused = null;
      try {
        Files.deleteIfExists(aside.path);
      } catch (IOException e) {
        LOG.debug("{} cannot be deleted", aside.path, e);
      }
    }
  }

  /** Returns how many records were set aside since this was opened. */
  public int setAside() {
    return setAside;
  }

  /** A full disk takes names still: a file that got nothing must not stay for each attempt. */
  private void dropEmpty() {
    Segment last = segments.peekLast();
    if (last != null && last.length == 0) {
      drop(last);
    }
  }

  private Segment active() throws IOException {
    Segment last = segments.peekLast();
    if (last != null && last.isOpen() && last.length < SEGMENT_BYTES) {
      return last;
    }
    if (last != null) {
      last.close();
    }
    Segment next = create(".spool");
    segments.add(next);
    return next;
  }

  private Segment create(String ending) throws IOException {
    long number = lastNumber + 1;
    Segment next = new Segment(number, folder.resolve(name(number, ending)));
    next.create();
    lastNumber = number;
    syncFolder();
    return next;
  }

  /** The digits of the machine's language would not be found again. */
  private static String name(long number, String ending) {
    return String.format(Locale.ROOT, "%019d%s", number, ending);
  }

  /** Makes the name of a new file as durable as what is in it, where the system can. */
  private void syncFolder() {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      // a folder cannot be opened on Windows, which does not need it
    }
  }

  /**
   * Returns the oldest records that the sink has not got, in order, without taking them away; empty
   * when there are none.
   *
   * @throws StoreException if they cannot be read
   */
  public synchronized List<AuditRecord> next(int atMost) {
    Segment head = segments.peekFirst();
    while (head != null && head.waiting == 0) {
      if (head.isOpen() && head.length < Math.min(SEGMENT_BYTES, maxBytes) / 8) {
        return List.of(); // nearly new: more will be written to it
      }
      drop(head);
      head = segments.peekFirst();
    }
    if (head == null) {
      return List.of();
    }
    try {
      Segment.Batch batch = head.read(atMost);
      offered = batch;
      if (batch.records().isEmpty()) {
        head.waiting = 0; // what waited cannot be read any more
        count();
      }
      return batch.records();
    } catch (IOException e) {
      throw new StoreException("spool " + head.path + " cannot be read", e);
    }
  }

  /** Says that the sink has what {@link #next} last answered. */
  public synchronized void settle() {
    Segment head = segments.peekFirst();
    Segment.Batch batch = offered;
    offered = null;
    if (head == null || batch == null) {
      return;
    }
    head.settled = batch.end();
    head.waiting -= batch.records().size();
    try {
      Files.writeString(
          folder.resolve("position"), head.number + " " + head.settled + "\n", US_ASCII);
    } catch (IOException e) {
      LOG.debug("the position of the spool was not noted", e); // offered again after a crash
    }
    count();
  }

  private void drop(Segment head) {
    head.close();
    segments.remove(head);
    try {
      if (head.damaged > 0) {
        Files.move(head.path, head.path.resolveSibling(head.path.getFileName() + ".damaged"));
      } else {
        Files.deleteIfExists(head.path);
      }
    } catch (IOException e) {
      LOG.warn("{} is not needed any more and cannot be put away", head.path, e);
    }
  }

  private void count() {
    waiting = segments.stream().mapToInt(segment -> segment.waiting).sum();
  }

  private long bytes() {
    return segments.stream().mapToLong(segment -> segment.length).sum();
  }

  /** Returns how many records wait for the sink. */
  public int waiting() {
    return waiting;
  }

  /** Returns what keeps records from being safe here, or null; never waits. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** Closes the files. What waits stays, and is found by the next {@link #open}. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Segment aside = refused;
    if (aside != null) {
      aside.close();
    }
    for (Segment segment : segments) {
      segment.close();
      if (segment.waiting == 0 && segment.damaged == 0) {
        try {
          Files.deleteIfExists(segment.path);
        } catch (IOException e) {
          LOG.debug("{} cannot be deleted", segment.path, e);
        }
      }
    }
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("the lock of the spool was not released", e);
    }
  }
}
