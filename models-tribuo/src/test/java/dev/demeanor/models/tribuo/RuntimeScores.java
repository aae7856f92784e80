package dev.demeanor.models.tribuo;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.Map;

/** What ONNX Runtime says to a file: the word of somebody else. */
final class RuntimeScores {

  private RuntimeScores() {}

  static double[] of(byte[] onnx, List<float[]> rows) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(onnx);
        OnnxTensor input = OnnxTensor.createTensor(environment, rows.toArray(new float[0][]));
        OrtSession.Result result = session.run(Map.of("row", input))) {
      float[][] scores = (float[][]) result.get(0).getValue();
      double[] all = new double[rows.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = scores[i][0];
      }
      return all;
    }
  }
}
