package dev.demeanor.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.demeanor.sample.KeptLesson;
import dev.demeanor.sample.KeptSample;
import dev.demeanor.sample.KeptTemplate;
import dev.demeanor.sample.KeptWindow;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureVector;
import java.io.IOException;
import java.util.List;

/** What a kept sample holds, as fields of JSON that a person can read. Stateless. */
final class SampleJson {

  private SampleJson() {}

  static void write(KeptSample kept, JsonGenerator json) throws IOException {
    if (kept instanceof KeptWindow window) {
      json.writeStringField("kind", "window");
      json.writeStringField("decision", window.decision());
      json.writeBooleanField("genuine", window.genuine());
      json.writeNumberField("template", window.templateVersion());
      write(window.features(), json);
    } else if (kept instanceof KeptLesson lesson) {
      json.writeStringField("kind", "lesson");
      json.writeStringField("lesson", lesson.lesson().name());
      json.writeNumberField("template", lesson.version());
      json.writeNumberField("share", lesson.share());
      write(lesson.features(), json);
    } else if (kept instanceof KeptTemplate piece) {
      json.writeStringField("kind", "template");
      json.writeStringField("detector", piece.detector());
      json.writeNumberField("template", piece.version());
      json.writeNumberField("part", piece.part());
      json.writeNumberField("parts", piece.parts());
      json.writeBinaryField("payload", piece.bytes());
    }
  }

  /** Writes features by name with unit, missing ones as null, and tokens. */
  private static void write(FeatureVector vector, JsonGenerator json) throws IOException {
    List<Feature> features = vector.schema().features();
    json.writeStringField("features", vector.schema().name());
    json.writeNumberField("units", vector.units());
    json.writeObjectFieldStart("values");
    for (int i = 0; i < features.size(); i++) {
      String name = features.get(i).name() + " [" + features.get(i).unit() + "]";
      if (vector.isMissing(i)) {
        json.writeNullField(name);
      } else {
        json.writeNumberField(name, vector.value(i));
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("tokens");
    for (int i = 0; i < vector.tokenCount(); i++) {
      json.writeNumber(vector.token(i));
    }
    json.writeEndArray();
  }
}
