package dev.demeanor.models.onnx;

import java.util.List;
import java.util.Map;

/** One operator of a graph, with the names of the values it takes and gives. Immutable. */
record GraphNode(
    String domain,
    String operator,
    List<String> inputs,
    List<String> outputs,
    Map<String, GraphAttribute> attributes) {

  private static final float[] NO_FLOATS = {};
  private static final long[] NO_INTS = {};

  float[] floats(String name) {
    GraphAttribute attribute = attributes.get(name);
    return attribute == null ? NO_FLOATS : attribute.floats();
  }

  long[] ints(String name) {
    GraphAttribute attribute = attributes.get(name);
    return attribute == null ? NO_INTS : attribute.ints();
  }

  List<String> strings(String name) {
    GraphAttribute attribute = attributes.get(name);
    return attribute == null ? List.of() : attribute.strings();
  }

  long integer(String name, long otherwise) {
    GraphAttribute attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.i();
  }

  float number(String name, float otherwise) {
    GraphAttribute attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.f();
  }

  String text(String name, String otherwise) {
    GraphAttribute attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.s();
  }

  OnnxRuleException refused(String why) {
    return new OnnxRuleException("operator " + operator + ": " + why);
  }
}
