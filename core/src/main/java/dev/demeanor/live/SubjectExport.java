package dev.demeanor.live;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;

/**
 * Writes what is kept about one subject as JSON, format version 1: see {@code docs/privacy.md}.
 * Thread-safe.
 */
final class SubjectExport {

  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TemplateAccess templates;
  private final Blocks blocks;
  private final Clock clock;

  SubjectExport(TemplateAccess templates, Blocks blocks, Clock clock) {
    this.templates = templates;
    this.blocks = blocks;
    this.clock = clock;
  }

  void write(SubjectId subject, boolean consent, OutputStream out) throws IOException {
    JsonGenerator json =
        MAPPER
            .getFactory()
            .createGenerator(out, JsonEncoding.UTF8)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeNumberField("version", FORMAT);
    json.writeStringField("exportedAt", clock.instant().toString());
    json.writeStringField("tenant", subject.tenant());
    json.writeStringField("account", subject.account());
    json.writeBooleanField("consent", consent);
    writeTemplates(subject, json);
    writeBlocks(subject, json);
    json.writeEndObject();
    json.close();
  }

  private void writeTemplates(SubjectId subject, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("templates");
    for (TemplateKey key : templates.keys(subject)) {
      json.writeStartObject();
      writeKey(key, json);
      try {
        Template stored = templates.stored(key).orElse(null);
        if (stored != null) {
          writeTemplate(stored, json);
        }
      } catch (CorruptStateException e) {
        json.writeStringField("unreadable", e.getMessage());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeKey(TemplateKey key, JsonGenerator json) throws IOException {
    json.writeStringField("modality", key.source().modality().name());
    json.writeStringField("source", key.source().name());
    json.writeNumberField("epoch", key.source().epoch());
    json.writeStringField("device", key.device().name());
  }

  private static void writeTemplate(Template template, JsonGenerator json) throws IOException {
    json.writeNumberField("version", template.version());
    json.writeStringField("detector", template.detector());
    json.writeStringField("schema", template.schemaHash());
    json.writeNumberField("samples", template.samples());
    json.writeStringField("updatedAt", template.updatedAt().toString());
    json.writeBinaryField("payload", template.payload());
  }

  private void writeBlocks(SubjectId subject, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("blocks");
    for (Block block : blocks.active()) {
      BlockTarget target = block.target();
      if (target.kind() == BlockTarget.Kind.ACCOUNT
          && target.tenant().equals(subject.tenant())
          && target.value().equals(subject.account())) {
        json.writeStartObject();
        json.writeStringField("id", block.id());
        json.writeStringField("origin", block.origin().name());
        json.writeStringField("reason", block.reason());
        json.writeStringField("from", block.createdAt().toString());
        json.writeStringField("until", block.expiresAt().toString());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
