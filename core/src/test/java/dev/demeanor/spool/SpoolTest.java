package dev.demeanor.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class SpoolTest {

  private static final long ROOM = 100 << 20;

  @TempDir Path folder;

  private static AuditRecord record(int number) {
    return new AuditRecord.FeedbackGiven(
        "f-" + number, Instant.EPOCH, "subject-hash", "session-hash", "GENUINE");
  }

  private static List<AuditRecord> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(SpoolTest::record).toList();
  }

  private static List<String> drain(Spool spool) {
    List<String> ids = new ArrayList<>();
    for (List<AuditRecord> next = spool.next(10); !next.isEmpty(); next = spool.next(10)) {
      next.forEach(record -> ids.add(record.id()));
      spool.settle();
    }
    return ids;
  }

  private static List<String> ids(int from, int to) {
    return records(from, to).stream().map(AuditRecord::id).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
    }
  }

  @Test
  void next_answersRecordsInOrderUntilTheyAreSettled() {
    try (Spool spool = Spool.open(folder, ROOM)) {
      spool.append(records(0, 25));
      assertThat(spool.waiting()).isEqualTo(25);
      assertThat(spool.next(3)).extracting(AuditRecord::id).containsExactly("f-0", "f-1", "f-2");
      assertThat(spool.next(3)).extracting(AuditRecord::id).startsWith("f-0");
      assertThat(drain(spool)).isEqualTo(ids(0, 25));
      assertThat(spool.waiting()).isZero();
    }
  }

  @Test
  void append_leavesNoFileBehindWhereNothingCouldBeWritten() throws IOException {
    try (Spool spool = Spool.open(folder, ROOM)) {
      for (int i = 0; i < 20; i++) {
        Thread.currentThread().interrupt(); // a write fails then, as it does on a full disk
        assertThatThrownBy(() -> spool.append(records(0, 1))).isInstanceOf(StoreException.class);
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(files()).isEmpty();
      spool.append(records(1, 3));
      assertThat(drain(spool)).isEqualTo(ids(1, 3));
      assertThat(files()).hasSizeLessThan(2);
    }
  }

  @Test
  void files_mayBeReadByTheirOwnerOnly() throws IOException {
    Path own = folder.resolve("made").resolve("by-the-spool");
    assumeTrue(own.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX");
    try (Spool spool = Spool.open(own, ROOM)) {
      spool.append(records(0, 3));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
          .isEqualTo("rwx------");
      try (Stream<Path> list = Files.list(own)) {
        for (Path file : list.filter(each -> each.toString().endsWith(".spool")).toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void open_findsWhatAnEarlierRunLeftAndGoesOnWhereItWas() {
    try (Spool spool = Spool.open(folder, ROOM)) {
      spool.append(records(0, 25));
      spool.next(10);
      spool.settle();
    }
    try (Spool spool = Spool.open(folder, ROOM)) {
      assertThat(spool.waiting()).isEqualTo(15);
      spool.append(records(25, 30));
      assertThat(drain(spool)).isEqualTo(ids(10, 30));
    }
  }

  @Test
  @ResourceLock(Resources.LOCALE)
  void open_findsWhatAnEarlierRunLeftWhateverDigitsTheMachineWrites() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      try (Spool spool = Spool.open(folder, ROOM)) {
        spool.append(records(0, 3));
      }
      try (Spool spool = Spool.open(folder, ROOM)) {
        assertThat(drain(spool)).isEqualTo(ids(0, 3));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void open_offersRecordsAgainWhenTheirPlaceWasNotNoted() throws IOException {
    try (Spool spool = Spool.open(folder, ROOM)) {
      spool.append(records(0, 25));
      spool.next(10);
      spool.settle();
    }
    Files.delete(folder.resolve("position"));
    try (Spool spool = Spool.open(folder, ROOM)) {
      assertThat(drain(spool)).isEqualTo(ids(0, 25));
    }
  }

  @Test
  void open_cutsOffATornLineWhereverItIsTorn() throws IOException {
    try (Spool spool = Spool.open(folder, ROOM)) {
      spool.append(records(0, 3));
    }
    byte[] whole = Files.readAllBytes(files().get(0));
    int line = whole.length / 3;
    for (int torn = 1; torn < line; torn++) {
      Files.write(files().get(0), java.util.Arrays.copyOf(whole, whole.length - torn));
      try (Spool spool = Spool.open(folder, ROOM)) {
        assertThat(spool.next(10)).extracting(AuditRecord::id).containsExactly("f-0", "f-1");
        assertThat(Files.size(files().get(0))).isEqualTo(2L * line);
      }
    }
  }

  @Test
  void open_leavesOutADamagedLineAndKeepsTheFile() throws IOException {
    try (Spool spool = Spool.open(folder, ROOM)) {
      spool.append(records(0, 3));
    }
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
    try (Spool spool = Spool.open(folder, ROOM)) {
      assertThat(drain(spool)).containsExactly("f-0", "f-2");
    }
    assertThat(folder).isDirectoryContaining(left -> left.toString().endsWith(".damaged"));
  }

  @Test
  void append_refusesWhatDoesNotFitAndTakesItWhenThereIsRoomAgain() throws IOException {
    try (Spool spool = Spool.open(folder, 4_000)) {
      spool.append(records(0, 10));
      assertThatThrownBy(() -> spool.append(records(10, 60)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is full: it holds 4000 bytes");
      assertThat(spool.trouble()).startsWith("is full");
      assertThat(drain(spool)).isEqualTo(ids(0, 10));
    }
    try (Spool spool = Spool.open(folder, 4_000)) {
      spool.append(records(10, 20));
      assertThat(spool.trouble()).isNull();
      assertThat(drain(spool)).isEqualTo(ids(10, 20));
    }
  }

  @Test
  void settle_freesRoomWhileTheSpoolIsOpen() {
    try (Spool spool = Spool.open(folder, 4_000)) {
      for (int i = 0; i < 300; i += 10) {
        spool.append(records(i, i + 10));
        assertThat(drain(spool)).isEqualTo(ids(i, i + 10));
      }
    }
  }

  @Test
  void append_goesOnInANewFileWhenOneIsLarge() throws IOException {
    try (Spool spool = Spool.open(folder, ROOM)) {
      for (int i = 0; i < 60_000; i += 5_000) {
        spool.append(records(i, i + 5_000));
      }
      assertThat(files()).hasSizeGreaterThan(1);
      assertThat(drain(spool)).isEqualTo(ids(0, 60_000));
      assertThat(files()).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void open_refusesAFolderThatIsInUse() {
    try (Spool spool = Spool.open(folder, ROOM)) {
      assertThat(spool.waiting()).isZero();
      assertThatThrownBy(() -> Spool.open(folder, ROOM))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is in use; give each monitor a folder of its own");
    }
  }

  @Test
  void open_refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x", StandardOpenOption.CREATE_NEW);
    assertThatThrownBy(() -> Spool.open(file, ROOM))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be opened; is it writable?");
  }

  @Test
  void close_leavesNothingBehindWhenNothingWaits() throws IOException {
    try (Spool spool = Spool.open(folder, ROOM)) {
      spool.append(records(0, 3));
      drain(spool);
    }
    assertThat(files()).isEmpty();
  }
}
