package dev.demeanor.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the native library does to the process and the machine; why the version is pinned. */
class ForkedJvmTest {

  private static final Pattern OPENED = Pattern.compile("open(?:at)?\\([^\"]*\"([^\"]*)\", (\\S+)");
  private static final Pattern CONNECTED = Pattern.compile("connect\\(\\d+, (\\{[^}]*\\})");

  @TempDir Path folder;

  @BeforeEach
  void skipWithoutNativeLibrary() {
    new OnnxRuntimeProvider().unavailable().ifPresent(why -> assumeTrue(false, why));
  }

  /** 1.29.0 ends here with SIGSEGV. */
  @Test
  void scoring_inAJvmWithALongCommandLine_survives() throws Exception {
    List<String> many = Collections.nCopies(600, "argument-with-twenty");

    Fork fork = Fork.run(folder, List.of(), List.of(), many);

    assertThat(fork.output()).contains("scored ");
    assertThat(fork.exitCode()).as(fork.output()).isZero();
  }

  @Test
  void probing_withATemporaryFolderThatIsNone_isAState() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    Fork fork = Fork.run(folder, List.of(), List.of("-Djava.io.tmpdir=" + file), List.of());

    assertThat(fork.exitCode()).as(fork.output()).isEqualTo(3);
    assertThat(fork.output()).contains("unavailable: ONNX Runtime does not load here");
  }

  @Test
  void scoring_leavesNothingButAnEmptyFolderBehind() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));

    Fork fork =
        Fork.run(
            folder,
            List.of("env", "HOME=" + home, "XDG_CACHE_HOME=" + home),
            List.of("-Duser.home=" + home),
            List.of());

    assertThat(fork.exitCode()).as(fork.output()).isZero();
    assertThat(files(home)).isEmpty();
    assertThat(files(folder.resolve("tmp"))).noneMatch(Files::isRegularFile);
  }

  /** Asks the kernel. Skipped where strace is not there or may not trace. */
  @Test
  void scoring_writesNothingOutsideTheTemporaryFolderAndOpensNoConnection() throws Exception {
    Path trace = folder.resolve("trace.txt");
    List<String> strace =
        List.of(
            "strace", "-f", "-qq", "-e", "trace=open,openat,creat,connect", "-o", trace.toString());
    Fork fork = tracing(strace);

    assertThat(fork.output()).contains("scored ");
    List<String> lines = Files.readAllLines(trace);
    assertThat(written(lines)).as("files opened for writing").allMatch(this::isAllowed);
    assertThat(written(lines)).as("the trace sees files").isNotEmpty();
    assertThat(connections(lines)).as("connections").isEmpty();
  }

  private Fork tracing(List<String> strace) throws IOException, InterruptedException {
    try {
      Fork fork = Fork.run(folder, strace, List.of("-XX:-UsePerfData"), List.of());
      assumeTrue(
          fork.exitCode() == 0 || fork.output().contains("scored"),
          "skipped: strace may not trace here: " + fork.output());
      return fork;
    } catch (IOException e) {
      assumeTrue(false, "skipped: strace is not here: " + e.getMessage());
      throw e;
    }
  }

  private static List<String> written(List<String> lines) {
    List<String> written = new ArrayList<>();
    for (String line : lines) {
      Matcher opened = OPENED.matcher(line);
      if (opened.find() && opened.group(2).matches(".*O_(WRONLY|RDWR|CREAT).*")) {
        written.add(opened.group(1));
      }
    }
    return written;
  }

  private boolean isAllowed(String path) {
    return path.startsWith(folder.toString())
        || path.startsWith("/dev/")
        || path.matches("/proc/(self|\\d+)/.*"); // the JVM names its threads there
  }

  /** Name services of the C library are sockets in the file system; they lead nowhere. */
  private static List<String> connections(List<String> lines) {
    List<String> connected = new ArrayList<>();
    for (String line : lines) {
      Matcher connection = CONNECTED.matcher(line);
      if (connection.find() && !connection.group(1).contains("AF_UNIX")) {
        connected.add(connection.group(1));
      }
    }
    return connected;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !path.equals(root)).toList();
    }
  }
}
