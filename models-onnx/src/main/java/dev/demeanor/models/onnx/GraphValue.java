package dev.demeanor.models.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model says of one of its inputs or outputs. Immutable.
 *
 * @param name its name
 * @param type number of the ONNX data type of a tensor, 0 when it is none
 * @param dims its dimensions, -1 where any will do
 */
record GraphValue(String name, int type, List<Long> dims) {

  static GraphValue read(WireReader in) {
    String name = "";
    int type = 0;
    List<Long> dims = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> name = in.readString();
        case 2 -> type = type(in.readMessage(), dims);
        default -> in.skip();
      }
    }
    return new GraphValue(name, type, List.copyOf(dims));
  }

  private static int type(WireReader in, List<Long> dims) {
    int type = 0;
    while (in.next()) {
      if (in.field() == 1) {
        WireReader tensor = in.readMessage();
        while (tensor.next()) {
          switch (tensor.field()) {
            case 1 -> type = (int) tensor.readVarint();
            case 2 -> shape(tensor.readMessage(), dims);
            default -> tensor.skip();
          }
        }
      } else {
        in.skip();
      }
    }
    return type;
  }

  private static void shape(WireReader in, List<Long> dims) {
    while (in.next()) {
      if (in.field() == 1) {
        long size = -1;
        WireReader dim = in.readMessage();
        while (dim.next()) {
          if (dim.field() == 1) {
            size = dim.readVarint();
          } else {
            dim.skip();
          }
        }
        dims.add(size);
      } else {
        in.skip();
      }
    }
  }

  boolean isFloats() {
    return type == GraphTensor.FLOAT;
  }
}
