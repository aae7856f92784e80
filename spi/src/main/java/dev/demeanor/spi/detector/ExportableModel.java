package dev.demeanor.spi.detector;

import dev.demeanor.spi.model.TrainedModel;
import java.util.Optional;

/** What was learned of one subject, when it can be written as a model file for other tools. */
public interface ExportableModel extends SubjectModel {

  /**
   * Returns the subject's model as one ONNX graph that takes windows as they are, scaler included;
   * empty before there is enough to fit. It is behavioural data of that subject.
   */
  Optional<TrainedModel> export();
}
