package dev.demeanor.models.onnx;

import static dev.demeanor.models.onnx.OnnxBytes.attribute;
import static dev.demeanor.models.onnx.OnnxBytes.graph;
import static dev.demeanor.models.onnx.OnnxBytes.integer;
import static dev.demeanor.models.onnx.OnnxBytes.message;
import static dev.demeanor.models.onnx.OnnxBytes.model;
import static dev.demeanor.models.onnx.OnnxBytes.node;
import static dev.demeanor.models.onnx.OnnxBytes.tensor;
import static dev.demeanor.models.onnx.OnnxBytes.value;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demeanor.spi.model.ModelDescriptor;
import dev.demeanor.spi.model.ModelLoadException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused, each with a message of its own, by both backends. */
class RefusalsTest {

  private static final int MOST_BYTES = 1 << 20;
  private static final int FLOATS = 1;

  /** Neither loads a native library before it has read the file. */
  enum Backend {
    PLAIN,
    RUNTIME;

    void load(ModelDescriptor descriptor, byte[] bytes) {
      if (this == PLAIN) {
        new OnnxPlainBackend(MOST_BYTES).load(descriptor, bytes);
      } else {
        new OnnxRuntimeBackend(MOST_BYTES).load(descriptor, bytes);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void load_ofAFileThatIsCutOff_saysThatItIsNoModel(Backend backend) {
    byte[] whole = SampleModels.linear();
    refused(backend, Arrays.copyOf(whole, whole.length / 2), "no ONNX model: ");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofMoreBytesThanAllowed_namesTheOption(Backend backend) {
    refused(backend, new byte[MOST_BYTES + 1], "at most max-bytes = 1048576 bytes, had 1048577");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofDataInAnotherFile_namesTheTensor(Backend backend) {
    OnnxBytes elsewhere =
        message()
            .number(1, 6)
            .number(2, FLOATS)
            .text(8, "w")
            .in(13, message().text(1, "location").text(2, "../../etc/passwd"))
            .number(14, 1);
    refused(
        backend,
        model(identity().in(5, elsewhere)),
        "tensor \"w\" keeps its data outside of the file");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofDataInAnotherFileWithinASubgraph_namesTheTensor(Backend backend) {
    OnnxBytes elsewhere = message().text(8, "deep").number(2, FLOATS).number(14, 1);
    OnnxBytes branch = message().text(1, "then_branch").in(6, message().in(5, elsewhere));
    refused(
        backend,
        model(graph(6, node("", "If", List.of("row"), "score", branch))),
        "tensor \"deep\" keeps its data outside of the file");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofDataInAnotherFileWithinAnAttribute_namesTheTensor(Backend backend) {
    OnnxBytes elsewhere = message().text(8, "value").number(2, FLOATS).number(14, 1);
    OnnxBytes constant = message().text(1, "value").in(5, elsewhere);
    refused(
        backend,
        model(graph(6, node("", "Constant", List.of(), "score", constant))),
        "tensor \"value\" keeps its data outside of the file");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofATensorThatDeclaresTwoGibibytes_saysSoBeforeAnyMemoryIsTaken(Backend backend) {
    OnnxBytes huge = message().number(1, 1 << 29).number(2, FLOATS).text(8, "w");
    refused(
        backend,
        model(identity().in(5, huge)),
        "tensor \"w\" declares the dimensions [536870912], more than the 1048576 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofDimensionsWhoseProductOverflows_isRefused(Backend backend) {
    OnnxBytes huge =
        message().number(1, 1L << 40).number(1, 1L << 40).number(2, FLOATS).text(8, "w");
    refused(backend, model(identity().in(5, huge)), "tensor \"w\" declares the dimensions");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofATensorThatHoldsLessThanItDeclares_saysHowMuch(Backend backend) {
    refused(
        backend,
        model(identity().in(5, tensor("w", new long[] {5}, 1, 2, 3, 4))),
        "tensor \"w\" declares 5 elements, holds 4");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofAnotherNumberOfInputs_saysBoth(Backend backend) {
    refused(
        backend,
        model(graph(5, node("", "Identity", List.of("row"), "score"))),
        "input \"row\" must take 6 values a row, takes 5");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofInputsThatAreNoFloats_isRefused(Backend backend) {
    OnnxBytes graph =
        message()
            .in(1, node("", "Identity", List.of("row"), "score"))
            .in(11, value("row", 7, -1, 6))
            .in(12, value("score", 7, -1, 1));
    refused(backend, model(graph), "input \"row\" must be rows of 32-bit floats");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofTwoInputs_isRefused(Backend backend) {
    refused(backend, model(identity().in(11, value("more", 1, -1, 6))), "one input, has 2");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofAModelForAnotherSchema_isRefused(Backend backend) {
    byte[] other =
        message()
            .raw(SampleModels.linear())
            .in(14, message().text(1, "demeanor.schema").text(2, "another"))
            .done();
    refused(backend, other, "the model was made for another feature schema");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofAnOperatorThatMakesMuchOfLittle_namesIt(Backend backend) {
    refused(
        backend,
        model(graph(6, node("", "ConstantOfShape", List.of("row"), "score"))),
        "operator ConstantOfShape: its result may outgrow the file");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofAnOperatorOfAnotherDomain_namesTheDomain(Backend backend) {
    refused(
        backend,
        model(graph(6, node("com.example", "Shell", List.of("row"), "score"))),
        "operator Shell: only operators of ONNX itself are taken, not of \"com.example\"");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofTreesThatGoRoundInCircles_isRefused(Backend backend) {
    refused(backend, model(graph(6, tree(new long[] {0, 1}, new long[] {2, 2}))), "no tree");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofABranchThatLeadsNowhere_isRefused(Backend backend) {
    refused(backend, model(graph(6, tree(new long[] {0, 9}, new long[] {1, 2}))), "leads nowhere");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofTreesThatLookBeyondTheRow_saysWhichFeature(Backend backend) {
    refused(
        backend,
        model(graph(6, tree(new long[] {6, 1}, new long[] {1, 2}))),
        "looks at feature 6 of 6");
  }

  @ParameterizedTest
  @EnumSource
  void load_ofTwoGraphs_isRefused(Backend backend) {
    byte[] linear = SampleModels.linear();
    refused(backend, message().raw(linear).raw(linear).done(), "no ONNX model: two graphs");
  }

  private static OnnxBytes identity() {
    return graph(6, node("", "Identity", List.of("row"), "score"));
  }

  /**
   * Returns a stump.
   *
   * @param look the feature that its root looks at, and where its true branch leads
   * @param leaves the number of its false branch, and of its last node
   */
  private static OnnxBytes tree(long[] look, long[] leaves) {
    boolean circle = leaves[0] == leaves[1];
    return node(
        "ai.onnx.ml",
        "TreeEnsembleRegressor",
        List.of("row"),
        "score",
        attribute("nodes_treeids", 0L, 0L, 0L),
        attribute("nodes_nodeids", 0L, 1L, 2L),
        attribute("nodes_featureids", look[0], 0L, 0L),
        attribute("nodes_values", 0f, 0f, 0f),
        attribute("nodes_modes", List.of("BRANCH_LEQ", circle ? "BRANCH_LEQ" : "LEAF", "LEAF")),
        attribute("nodes_truenodeids", look[1], circle ? 0L : 0L, 0L),
        attribute("nodes_falsenodeids", 2L, circle ? 1L : 0L, 0L),
        attribute("target_treeids", 0L),
        attribute("target_nodeids", 2L),
        attribute("target_ids", 0L),
        attribute("target_weights", 1f),
        integer("n_targets", 1));
  }

  private static void refused(Backend backend, byte[] bytes, String why) {
    assertThatThrownBy(() -> backend.load(SampleModels.DESCRIPTOR, bytes))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(why);
  }
}
