package dev.demeanor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.AuditSink;
import dev.demeanor.spi.audit.SubjectKeys;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.tck.AuditSinkTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesAuditSinkTest extends AuditSinkTck {

  @TempDir Path dir;
  private final Map<AuditSink, Path> files = new HashMap<>();

  @Override
  protected AuditSink newSink() {
    Path file = dir.resolve("audit-" + files.size() + ".jsonl");
    AuditSink sink = open(file);
    files.put(sink, file);
    return sink;
  }

  @Override
  protected List<String> storedIds(AuditSink of) {
    return ids(files.get(of));
  }

  private static AuditSink open(Path file) {
    return new JsonLinesAuditSinkProvider()
        .open(ProviderOptions.none().with("file", file.toString()));
  }

  private static ChainReport verify(Path file) throws IOException {
    return new ChainVerifier(null).verify(Chains.lines(Files.readAllBytes(file)));
  }

  private static List<String> ids(Path file) {
    try {
      String text = Files.readString(file);
      assertThat(text.isEmpty() || text.endsWith("\n")).as("whole lines only").isTrue();
      return text.lines()
          .map(AuditJson::read)
          .filter(record -> !(record instanceof AuditRecord.Anchored))
          .map(AuditRecord::id)
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void open_cutsOffTornLineWhereverItWasTorn() throws IOException {
    Path file = dir.resolve("torn.jsonl");
    AuditRecord.Chained first =
        ChainLink.of(Records.feedback("whole"), "main", 1, ChainLink.GENESIS);
    String whole = first.text() + "\n";
    String next = ChainLink.of(Records.feedback("torn"), "main", 2, first.hash()).text() + "\n";
    for (int length = 1; length < next.length(); length++) {
      Files.writeString(file, whole + next.substring(0, length));
      assertThat(verify(file).tornBytes()).isEqualTo(length);
      try (AuditSink sink = open(file)) {
        assertThat(ids(file)).containsExactly("whole");
        sink.append(List.of(Records.feedback("after")));
      }
      assertThat(ids(file)).containsExactly("whole", "after");
      assertThat(verify(file).isUnbroken()).isTrue();
      assertThat(Files.readString(file)).contains("RESUMED_AFTER_TORN_RECORD");
    }
  }

  @Test
  void open_cutsOffTornLineLongerThanOneRead() throws IOException {
    Path file = dir.resolve("long.jsonl");
    Files.writeString(file, "x".repeat(20_000));
    open(file).close();
    assertThat(file).isEmptyFile();
  }

  @Test
  void open_appendsToWhatIsThere() {
    Path file = dir.resolve("twice.jsonl");
    for (String id : List.of("first", "second", "third")) {
      try (AuditSink sink = open(file)) {
        sink.append(List.of(Records.feedback(id)));
      }
    }
    assertThat(ids(file)).containsExactly("first", "second", "third");
  }

  @Test
  void open_goesOnWithTheChain() throws IOException {
    Path file = dir.resolve("chain.jsonl");
    for (String id : List.of("first", "second", "first", "third")) {
      try (AuditSink sink = open(file)) {
        sink.append(List.of(Records.feedback(id)));
      }
    }
    assertThat(ids(file)).containsExactly("first", "second", "third");
    ChainReport report = verify(file);
    assertThat(report.isUnbroken()).isTrue();
    assertThat(report.chains()).singleElement().extracting("records").isEqualTo(9L);
    assertThat(Files.readAllLines(dir.resolve("chain.jsonl.anchors"))).hasSize(6);
  }

  @Test
  void ofSubject_handsOverTheRecordsOfTheSubjectAndNoOthers() {
    Path file = dir.resolve("subject.jsonl");
    List<AuditRecord> all = Records.all(new SplittableRandom(3));
    String subject = Objects.requireNonNull(SubjectKeys.of(Records.feedback("f")));
    List<String> chained = new ArrayList<>();
    try (AuditSink sink = open(file)) {
      sink.append(all);
      sink.append(List.of(Records.feedback("\u00e9-1"), Records.feedback("f-2")));
      ((ChainedAuditSink) sink)
          .findReader()
          .orElseThrow()
          .ofSubject(
              subject,
              new AuditReader.Reader() {
                @Override
                public void record(AuditRecord record) {
                  throw new AssertionError("not chained: " + record.id());
                }

                @Override
                public void line(String text) {
                  chained.add(AuditJson.read(text).id());
                }
              });
    }
    List<String> expected = new ArrayList<>();
    all.stream()
        .filter(record -> subject.equals(SubjectKeys.of(record)))
        .forEach(record -> expected.add(record.id()));
    expected.addAll(List.of("\u00e9-1", "f-2"));
    assertThat(chained).containsExactlyElementsOf(expected);
    assertThat(all.size()).as("others are there").isGreaterThan(expected.size());
  }

  @Test
  void append_refusesFileOfUnchainedRecords() throws IOException {
    Path file = dir.resolve("version-1.jsonl");
    Files.writeString(file, AuditJson.write(Records.feedback("old")) + "\n");
    try (AuditSink sink = open(file)) {
      assertThatThrownBy(() -> sink.append(List.of(Records.feedback("new"))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("move it away");
    }
    assertThat(ids(file)).containsExactly("old");
  }

  @Test
  void append_refusesFileOfAnotherNode() {
    Path file = dir.resolve("node.jsonl");
    try (AuditSink sink = open(file)) {
      sink.append(List.of(Records.feedback("a")));
    }
    ProviderOptions other =
        ProviderOptions.none().with("file", file.toString()).with("node", "other");
    try (AuditSink sink = new JsonLinesAuditSinkProvider().open(other)) {
      assertThatThrownBy(() -> sink.append(List.of(Records.feedback("b"))))
          .isInstanceOf(StoreException.class);
    }
    assertThat(ids(file)).containsExactly("a");
  }

  @Test
  void open_refusesFileThatIsBeingWritten() {
    Path file = dir.resolve("busy.jsonl");
    try (AuditSink sink = open(file)) {
      assertThatThrownBy(() -> open(file))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("open");
      sink.append(List.of(Records.feedback("kept")));
    }
    assertThat(ids(file)).containsExactly("kept");
  }

  @Test
  void open_refusesMissingFolder() {
    assertThatThrownBy(() -> open(dir.resolve("missing/audit.jsonl")))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void append_cutsOffWhatFailedWriteLeftBehind() throws IOException {
    Path file = dir.resolve("failed.jsonl");
    try (AuditSink sink = open(file)) {
      sink.append(List.of(Records.feedback("a")));
      Files.writeString(file, "{\"v\":1,\"ty", StandardOpenOption.APPEND);
      sink.append(List.of(Records.feedback("b")));
    }
    assertThat(ids(file)).containsExactly("a", "b");
  }

  @Test
  void append_bearsRotationOfTheFile() throws IOException {
    Path file = dir.resolve("rotated.jsonl");
    try (AuditSink sink = open(file)) {
      sink.append(List.of(Records.feedback("a")));
      Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
      sink.append(List.of(Records.feedback("b")));
    }
    assertThat(ids(file)).containsExactly("b");
  }

  @Test
  void append_writesInInterruptedThread() {
    Path file = dir.resolve("interrupted.jsonl");
    try (AuditSink sink = open(file)) {
      Thread.currentThread().interrupt();
      sink.append(List.of(Records.feedback("a")));
      assertThat(Thread.interrupted()).isTrue();
      sink.append(List.of(Records.feedback("b")));
    }
    assertThat(ids(file)).containsExactly("a", "b");
  }
}
