package dev.demeanor.models.tribuo;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one ONNX graph from rows to scores: operators after one another, each on what the one
 * before gave. Not thread-safe.
 */
final class OnnxWriter {

  private static final String ML = "ai.onnx.ml";
  private static final String ROW = "row";
  private static final String SCORE = "score";

  private final List<OnnxMl.NodeProto.Builder> nodes = new ArrayList<>();
  private final List<OnnxMl.TensorProto> constants = new ArrayList<>();

  /** Appends {@code (x - offset) * scale}. */
  OnnxWriter scaler(float[] offset, float[] scale) {
    return append("Scaler", ML, floats("offset", offset), floats("scale", scale));
  }

  /** Appends a limit on both sides. */
  OnnxWriter clip(float low, float high) {
    append("Clip", "");
    nodes.get(nodes.size() - 1).addInput(constant("low", low)).addInput(constant("high", high));
    return this;
  }

  /** Appends the last operator of the standard's part for machine learning. */
  OnnxWriter append(String operator, OnnxMl.AttributeProto... attributes) {
    return append(operator, ML, attributes);
  }

  private OnnxWriter append(String operator, String domain, OnnxMl.AttributeProto... attributes) {
    OnnxMl.NodeProto.Builder node =
        OnnxMl.NodeProto.newBuilder().setOpType(operator).setDomain(domain);
    node.setName(operator.toLowerCase(java.util.Locale.ROOT));
    node.addInput(nodes.isEmpty() ? ROW : "v" + nodes.size());
    node.addAllAttribute(List.of(attributes));
    nodes.add(node);
    return this;
  }

  private String constant(String name, float value) {
    constants.add(
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
            .addFloatData(value)
            .build());
    return name;
  }

  /** Returns the file. */
  byte[] toBytes(String schemaHash, int inputs) {
    OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("demeanor");
    for (int i = 0; i < nodes.size(); i++) {
      graph.addNode(nodes.get(i).addOutput(i + 1 == nodes.size() ? SCORE : "v" + (i + 1)));
    }
    graph.addAllInitializer(constants);
    graph.addInput(rows(ROW, inputs)).addOutput(rows(SCORE, 1));
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("demeanor-models-tribuo")
        .setGraph(graph)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(3))
        .addMetadataProps(
            OnnxMl.StringStringEntryProto.newBuilder()
                .setKey("demeanor.schema")
                .setValue(schemaHash))
        .build()
        .toByteArray();
  }

  private static OnnxMl.ValueInfoProto rows(String name, int columns) {
    OnnxMl.TensorShapeProto shape =
        OnnxMl.TensorShapeProto.newBuilder()
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
            .build();
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  static OnnxMl.AttributeProto floats(String name, float[] values) {
    OnnxMl.AttributeProto.Builder attribute =
        attribute(name, OnnxMl.AttributeProto.AttributeType.FLOATS);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }

  static OnnxMl.AttributeProto floats(String name, List<Float> values) {
    return attribute(name, OnnxMl.AttributeProto.AttributeType.FLOATS).addAllFloats(values).build();
  }

  static OnnxMl.AttributeProto integers(String name, List<Long> values) {
    return attribute(name, OnnxMl.AttributeProto.AttributeType.INTS).addAllInts(values).build();
  }

  static OnnxMl.AttributeProto integer(String name, long value) {
    return attribute(name, OnnxMl.AttributeProto.AttributeType.INT).setI(value).build();
  }

  static OnnxMl.AttributeProto text(String name, String value) {
    return attribute(name, OnnxMl.AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static OnnxMl.AttributeProto texts(String name, List<ByteString> values) {
    return attribute(name, OnnxMl.AttributeProto.AttributeType.STRINGS)
        .addAllStrings(values)
        .build();
  }

  private static OnnxMl.AttributeProto.Builder attribute(
      String name, OnnxMl.AttributeProto.AttributeType type) {
    return OnnxMl.AttributeProto.newBuilder().setName(name).setType(type);
  }
}
