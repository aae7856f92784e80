package dev.demeanor.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out, once, whether ONNX Runtime's native library loads here. Thread-safe. */
final class NativeLibrary {

  private NativeLibrary() {}

  /** Loaded with the first question, not with the class that asks. */
  private static final class Probe {
    static final Optional<String> PROBLEM = probe(NativeLibrary::load);
  }

  /** Returns why it does not load; empty when it does. */
  static Optional<String> problem() {
    return Probe.PROBLEM;
  }

  private static Object load() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "demeanor");
  }

  static Optional<String> probe(Supplier<Object> loading) {
    try {
      Object unused = loading.get();
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(
          "ONNX Runtime does not load here ("
              + root(e)
              + "). It needs its jar, Linux on x64 or arm64 with glibc 2.28, macOS on arm64 or"
              + " Windows on x64, and a temporary folder that can be written and executed from; set"
              + " java.io.tmpdir, or use the backend \"onnx-plain\", which needs neither");
    }
  }

  /** The first cause says what happened; what wraps it only that a class did not load. */
  private static String root(Throwable thrown) {
    Throwable root = thrown;
    for (int i = 0; i < 10 && root.getCause() != null; i++) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
