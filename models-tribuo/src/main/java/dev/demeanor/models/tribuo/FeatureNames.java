package dev.demeanor.models.tribuo;

/** Names of inputs for Tribuo, which orders features by name: as many digits for each. */
final class FeatureNames {

  private FeatureNames() {}

  static String[] of(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = String.format(java.util.Locale.ROOT, "f%04d", i);
    }
    return names;
  }

  static int index(String name) {
    return Integer.parseInt(name.substring(1));
  }
}
