package dev.demeanor.live;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demeanor.audit.AuditJson;
import dev.demeanor.sample.KeptSample;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Adjudication;
import dev.demeanor.spi.store.Block;
import dev.demeanor.spi.store.BlockTarget;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.SecurityEvent;
import dev.demeanor.spi.store.SecurityEventFilter;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is kept about one subject as JSON, format version 1: see {@code docs/privacy.md}.
 * Thread-safe.
 */
final class SubjectExport {

  private static final int FORMAT = 1;
  private static final int PAGE = 500;
  private static final Instant FAR = Instant.parse("9000-01-01T00:00:00Z");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TemplateAccess templates;
  private final Blocks blocks;
  private final SampleKeeper samples;
  private final SecurityEvents events;
  private final @Nullable AuditReader audit;
  private final Clock clock;

  SubjectExport(
      TemplateAccess templates,
      SampleKeeper samples,
      Blocks blocks,
      SecurityEvents events,
      @Nullable AuditReader audit,
      Clock clock) {
    this.templates = templates;
    this.blocks = blocks;
    this.samples = samples;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  void write(SubjectId subject, String subjectKey, boolean consent, OutputStream out)
      throws IOException {
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
    writeSamples(subject, json);
    writeBlocks(subject, json);
    writeEvents(subject, subjectKey, json);
    writeRecords(subjectKey, json);
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

  private void writeSamples(SubjectId subject, JsonGenerator json) throws IOException {
    SampleStore store = samples.store();
    json.writeArrayFieldStart("samples");
    if (store != null) {
      for (TemplateKey key : store.keys(subject)) {
        List<Sample> page = store.read(key, Instant.EPOCH, FAR, null, PAGE);
        while (!page.isEmpty()) {
          for (Sample sample : page) {
            writeSample(sample, json);
          }
          page = store.read(key, Instant.EPOCH, FAR, page.get(page.size() - 1).position(), PAGE);
        }
      }
    }
    json.writeEndArray();
  }

  private static void writeSample(Sample sample, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", sample.id());
    writeKey(sample.key(), json);
    json.writeStringField("at", sample.at().toString());
    json.writeStringField("provenance", sample.provenance().name());
    json.writeStringField("schema", sample.schemaHash());
    try {
      SampleJson.write(KeptSample.of(sample), json);
    } catch (CorruptStateException e) {
      json.writeStringField("unreadable", e.getMessage());
    }
    json.writeEndObject();
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

  private void writeEvents(SubjectId subject, String subjectKey, JsonGenerator json)
      throws IOException {
    SecurityEventFilter filter =
        SecurityEventFilter.of(subject.tenant()).withSubjectKey(subjectKey);
    json.writeArrayFieldStart("securityEvents");
    List<SecurityEvent> page = events.page(filter, null, PAGE);
    while (!page.isEmpty()) {
      for (SecurityEvent event : page) {
        write(event, json);
      }
      page = events.page(filter, page.get(page.size() - 1).position(), PAGE);
    }
    json.writeEndArray();
  }

  private static void write(SecurityEvent event, JsonGenerator json) throws IOException {
    Adjudication judged = event.adjudication();
    json.writeStartObject();
    json.writeStringField("id", event.id());
    json.writeStringField("kind", event.kind());
    json.writeStringField("at", event.at().toString());
    json.writeStringField("adjudicationStatus", judged.status().name());
    json.writeEndObject();
  }

  /** Writes what the audit holds of a subject, where the sink can be asked. */
  private void writeRecords(String subjectKey, JsonGenerator json) throws IOException {
    if (audit == null) {
      return;
    }
    json.writeArrayFieldStart("audit");
    try {
      audit.ofSubject(subjectKey, new RawLines(json));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    json.writeEndArray();
  }

  /** Writes records as they are. */
  private record RawLines(JsonGenerator json) implements AuditReader.Reader {
    @Override
    public void record(AuditRecord record) {
      line(AuditJson.write(record));
    }

    @Override
    public void line(String text) {
      try {
        json.writeRawValue(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
