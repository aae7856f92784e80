package dev.demeanor.models.tribuo;

import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import libsvm.svm;

/**
 * What has to be said to the library before it is used: that it keep silent. libsvm prints each
 * training to standard output, by one switch for the whole process; Tribuo logs every tree.
 */
final class Tribuo {

  /** Kept, for the log manager forgets loggers that nobody holds. */
  private static final Logger LOGGER = Logger.getLogger("org.tribuo");

  static {
    svm.svm_set_print_string_function(text -> {});
    if (LOGGER.getLevel() == null) { // unless the application said otherwise
      LOGGER.setLevel(Level.WARNING);
    }
  }

  private Tribuo() {}

  /** Makes sure that the library keeps silent. */
  static void silence() {
    // by loading this class
  }

  /** Returns the versions of the libraries that take part in training. */
  static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("tribuo", String.valueOf(org.tribuo.Tribuo.VERSION));
    versions.put("libsvm", String.valueOf(svm.LIBSVM_VERSION));
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
