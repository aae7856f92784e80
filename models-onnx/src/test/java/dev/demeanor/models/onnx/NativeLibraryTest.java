package dev.demeanor.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeLibraryTest {

  @Test
  void probe_ofALibraryThatIsNotForThisPlatform_saysWhatItNeeds() {
    assertThat(
            NativeLibrary.probe(
                () -> {
                  throw new UnsatisfiedLinkError("no libonnxruntime.so for linux-riscv64");
                }))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("no libonnxruntime.so for linux-riscv64")
                    .contains("glibc 2.28")
                    .contains("onnx-plain"));
  }

  @Test
  void probe_whenTheTemporaryFolderCannotBeWritten_saysTheFirstCause() {
    assertThat(
            NativeLibrary.probe(
                () -> {
                  throw new ExceptionInInitializerError(
                      new RuntimeException(
                          "Failed to load onnx-runtime library",
                          new java.io.IOException("Read-only file system")));
                }))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("IOException: Read-only file system")
                    .contains("java.io.tmpdir"));
  }

  @Test
  void probe_withoutTheJar_isAState() {
    assertThat(
            NativeLibrary.probe(
                () -> {
                  throw new NoClassDefFoundError("ai/onnxruntime/OrtEnvironment");
                }))
        .isPresent();
  }
}
