/**
 * Scores ONNX models, with ONNX Runtime or in plain Java.
 *
 * @provides dev.demeanor.spi.model.ModelBackendProvider named {@code onnx} and {@code onnx-plain}
 */
@SuppressWarnings("requires-automatic") // ONNX Runtime has no module descriptor
module dev.demeanor.models.onnx {
  requires transitive dev.demeanor.spi;
  requires static transitive org.jspecify;
  requires com.microsoft.onnxruntime;

  exports dev.demeanor.models.onnx;

  provides dev.demeanor.spi.model.ModelBackendProvider with
      dev.demeanor.models.onnx.OnnxRuntimeProvider,
      dev.demeanor.models.onnx.OnnxPlainProvider;
}
