package dev.demeanor.models.onnx;

/** Limits on both sides; what is no number stays none. */
final class ClipStep implements Step {

  private final int from;
  private final int to;
  private final float low;
  private final float high;

  private ClipStep(int from, int to, float low, float high) {
    this.from = from;
    this.to = to;
    this.low = low;
    this.high = high;
  }

  static Step of(GraphNode node, GraphTensor low, GraphTensor high, int from, int to) {
    float[] least = low.floats();
    float[] most = high.floats();
    if (least.length != 1 || most.length != 1 || !(least[0] <= most[0])) {
      throw node.refused("must have one number for each limit, the lower one first");
    }
    return new ClipStep(from, to, least[0], most[0]);
  }

  @Override
  public void run(float[][] slots) {
    float[] x = slots[from];
    float[] y = slots[to];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(low, Math.min(high, x[i]));
    }
  }
}
