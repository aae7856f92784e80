package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;

/**
 * The JSON form of audit records: one object with {@code v}, {@code type}, {@code id} and {@code
 * at}, and the fields of its type. Format version 1 is a record alone; version 2 is a record with
 * its place in a chain: {@code chain}, {@code seq} and {@code prev} behind {@code v}, and {@code
 * hash} at the end. Targets of blocks appear only as keyed hashes, so a block that is read back has
 * the hash as its value. Stateless and thread-safe.
 */
public final class AuditJson {

  /** A record alone. */
  private static final int ALONE = 1;

  /** A record in a chain. */
  private static final int CHAINED = 2;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

  private AuditJson() {}

  /** Returns a record as JSON in one line: a chained one as it is, another in version 1. */
  public static String write(AuditRecord record) {
    if (record instanceof AuditRecord.Chained chained) {
      return chained.text();
    }
    ObjectNode node = MAPPER.createObjectNode();
    node.put("v", ALONE);
    return write(node, record);
  }

  /**
   * Returns the line of a record with its place in a chain, format version 2, up to its hash and
   * without the closing brace: what {@link ChainLink} hashes.
   */
  static String writeChained(AuditRecord record, String chain, long sequence, String previous) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("v", CHAINED).put("chain", chain).put("seq", sequence).put("prev", previous);
    String json = write(node, record);
    return json.substring(0, json.length() - 1);
  }

  private static String write(ObjectNode node, AuditRecord record) {
    node.put("type", record.getClass().getSimpleName());
    String id = record instanceof AuditRecord.Decided one ? one.decision().id() : record.id();
    node.put("id", id).put("at", record.at().toString());
    try {
      return MAPPER.writeValueAsString(new RecordJsonWriter(node).visit(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always writable", e);
    }
  }

  /**
   * Reads a line that {@link #write} wrote; of a chained one, the record in it. Whether the chain
   * is unbroken is for {@link ChainVerifier} to say.
   *
   * @throws CorruptStateException if it is damaged, or of an unknown version or type
   */
  public static AuditRecord read(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      int version = Math.toIntExact(JsonFields.whole(node, "v"));
      if (version != ALONE && version != CHAINED) {
        throw new CorruptStateException("audit record version must be 1 or 2, was " + version);
      }
      if (version == CHAINED) {
        JsonFields.need(node, "chain");
        JsonFields.need(node, "seq");
        JsonFields.need(node, "prev");
        JsonFields.need(node, "hash");
      }
      return RecordJsonReader.read(node);
    } catch (JsonProcessingException | RuntimeException e) {
      if (e instanceof CorruptStateException corrupt) {
        throw corrupt;
      }
      throw new CorruptStateException("audit record is damaged: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Reads a line of a chain with its place there. Whether the chain is unbroken is for {@link
   * ChainVerifier} to say.
   *
   * @throws CorruptStateException if it is damaged, of an unknown version or type, or has no place
   */
  public static AuditRecord.Chained readChained(byte[] line) {
    ChainLink link = ChainLink.parse(line);
    if (link == null) {
      throw new CorruptStateException("is not a chained record");
    }
    String text = new String(line, UTF_8);
    return new AuditRecord.Chained(read(text), link.node(), link.sequence(), link.hash(), text);
  }
}
