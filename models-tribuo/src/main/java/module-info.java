/**
 * Trains with Tribuo and writes ONNX.
 *
 * @provides dev.demeanor.spi.detector.DetectorProvider named {@code tribuo-ocsvm}
 * @provides dev.demeanor.spi.model.ModelTrainerProvider named {@code tribuo-forest}
 */
@SuppressWarnings("requires-automatic") // Tribuo has no module descriptors
module dev.demeanor.models.tribuo {
  requires transitive dev.demeanor.spi;
  requires static transitive org.jspecify;
  requires com.google.protobuf;
  requires com.oracle.labs.mlrg.olcut;
  requires java.logging;
  requires libsvm;
  requires org.tribuo.anomaly.core;
  requires org.tribuo.anomaly.libsvm;
  requires org.tribuo.classification.core;
  requires org.tribuo.classification.dtree;
  requires org.tribuo.common.libsvm;
  requires org.tribuo.common.tree;
  requires org.tribuo.core;
  requires org.tribuo.math;
  requires org.tribuo.util.onnx;

  exports dev.demeanor.models.tribuo;

  provides dev.demeanor.spi.detector.DetectorProvider with
      dev.demeanor.models.tribuo.OcSvmProvider;
  provides dev.demeanor.spi.model.ModelTrainerProvider with
      dev.demeanor.models.tribuo.ForestTrainerProvider;
}
