package bad.demeanor.trust;

/** Bad on purpose: Math may differ from platform to platform. */
public final class UsesMath {

  double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
