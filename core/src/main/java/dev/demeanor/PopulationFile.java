package dev.demeanor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.population.Population;
import dev.demeanor.population.PopulationOrigin;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A population as a file: a JSON object, format 1, with {@code about} for people who look into it,
 * the {@code payload} in base64, and its SHA-256. The digest finds damage, not a forger: keep the
 * file as safe as the configuration. Stateless.
 */
public final class PopulationFile {

  private static final int FORMAT = 1;
  private static final String KIND = "demeanor-population";
  private static final int MOST_BYTES = 64 << 20;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PopulationFile() {}

  /**
   * Reads a population from a file.
   *
   * @throws IOException if the file cannot be read
   * @throws CorruptStateException if it is damaged, too large, no population, or of an unknown
   *     format version
   */
  public static Population read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new CorruptStateException(
            "a population file has at most " + MOST_BYTES + " bytes; is this one?");
      }
      return parse(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads a population from the text of a file.
   *
   * @throws CorruptStateException as {@link #read} does
   */
  public static Population parse(String text) {
    JsonNode root = json(text);
    if (!root.path("kind").asText().equals(KIND)) {
      throw new CorruptStateException("this is no population file: its kind is not " + KIND);
    }
    if (!root.path("format").isInt() || root.path("format").asInt() != FORMAT) {
      throw new CorruptStateException(
          "population file format must be "
              + FORMAT
              + ", was "
              + root.path("format").asText("none")
              + "; use the version of Demeanor that wrote it, or learn the population again");
    }
    byte[] payload = payload(root);
    if (!sha256(payload).equals(root.path("sha256").asText())) {
      throw new CorruptStateException(
          "the population file is damaged: its payload does not match its sha256");
    }
    return Population.load(new StateReader(payload));
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new CorruptStateException("the population file is no JSON, or cut off");
    }
  }

  private static byte[] payload(JsonNode root) {
    try {
      return Base64.getDecoder().decode(root.path("payload").asText());
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("the population file is damaged: its payload is no base64");
    }
  }

  /** Returns the text of a file. */
  public static String format(Population population) {
    StateWriter payload = new StateWriter();
    population.save(payload);
    byte[] bytes = payload.toByteArray();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("kind", KIND).put("format", FORMAT);
    PopulationOrigin origin = population.origin();
    ObjectNode about = root.putObject("about");
    about.put("id", population.id()).put("people", population.people());
    about.put("data", origin.data()).put("dataSha256", origin.sha256());
    about.put("at", origin.at().toString()).put("tool", origin.tool()).put("seed", origin.seed());
    population.detectors().forEach(about.putObject("detectors")::put);
    root.put("payload", Base64.getEncoder().encodeToString(bytes)).put("sha256", sha256(bytes));
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always writable", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
