package dev.demeanor.model.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.model.Activation;
import dev.demeanor.model.Manifest;
import dev.demeanor.spi.CorruptStateException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON form of a manifest, format version 1, described by {@code model-manifest.schema.json}.
 * Its digest finds damage, signatures of the versions find forgers. Stateless.
 */
public final class ManifestJson {

  private static final int FORMAT = 1;
  private static final String KIND = "demeanor-models";
  private static final Set<String> MANIFEST =
      Set.of(
          "kind",
          "format",
          "revision",
          "active",
          "candidate",
          "previous",
          "activated",
          "versions",
          "sha256");
  private static final Set<String> ACTIVATION =
      Set.of("revision", "at", "action", "version", "before", "by", "why", "overridden");

  private ManifestJson() {}

  /** Returns the text of a manifest. */
  public static String write(Manifest manifest) {
    ObjectNode node = CanonicalJson.NODES.objectNode();
    node.put("kind", KIND).put("format", FORMAT).put("revision", manifest.revision());
    manifest.active().ifPresent(id -> node.put("active", id));
    manifest.candidate().ifPresent(id -> node.put("candidate", id));
    manifest.previous().ifPresent(id -> node.put("previous", id));
    manifest.activated().ifPresent(last -> node.set("activated", write(last)));
    ArrayNode versions = node.putArray("versions");
    manifest.versions().forEach(version -> versions.add(VersionJson.write(version)));
    node.put("sha256", CanonicalJson.sha256(CanonicalJson.text(node)));
    return CanonicalJson.pretty(node);
  }

  /**
   * Reads the text of a manifest.
   *
   * @throws CorruptStateException if it is damaged or of an unknown format version
   */
  public static Manifest read(String text) {
    JsonNode node = CanonicalJson.parse(text, "the manifest");
    if (!node.path("kind").asText().equals(KIND)) {
      throw new CorruptStateException("this is no manifest: its kind is not " + KIND);
    }
    if (!node.path("format").isInt() || node.path("format").asInt() != FORMAT) {
      throw new CorruptStateException(
          "manifest format must be "
              + FORMAT
              + ", was "
              + node.path("format").asText("none")
              + "; use the version of Demeanor that wrote it");
    }
    ObjectNode digested = ((ObjectNode) node).deepCopy();
    JsonNode stated = digested.remove("sha256");
    if (stated == null
        || !CanonicalJson.sha256(CanonicalJson.text(digested)).equals(stated.asText())) {
      throw new CorruptStateException(
          "the manifest is damaged or was edited: it does not match its sha256");
    }
    Fields fields = new Fields(node, "manifest", MANIFEST);
    try {
      return new Manifest(
          fields.whole("revision"),
          fields.list("versions", VersionJson::read),
          fields.find("active"),
          fields.find("candidate"),
          fields.find("previous"),
          fields.has("activated")
              ? Optional.of(activation(fields.node("activated")))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("manifest: " + e.getMessage());
    }
  }

  /** Returns an activation as one line of the log. */
  static String line(Activation activation) {
    return CanonicalJson.text(write(activation));
  }

  /** Reads a line of the log. */
  static Activation activation(String line) {
    return activation(CanonicalJson.parse(line, "a line of the activation log"));
  }

  private static ObjectNode write(Activation activation) {
    ObjectNode node = CanonicalJson.NODES.objectNode();
    node.put("revision", activation.revision()).put("at", activation.at().toString());
    node.put("action", activation.action().name().toLowerCase(Locale.ROOT));
    node.put("version", activation.version());
    activation.before().ifPresent(before -> node.put("before", before));
    node.put("by", activation.by()).put("why", activation.why());
    ArrayNode overridden = node.putArray("overridden");
    activation.overridden().forEach(overridden::add);
    return node;
  }

  private static Activation activation(JsonNode node) {
    Fields fields = new Fields(node, "activation", ACTIVATION);
    try {
      return new Activation(
          fields.whole("revision"),
          fields.instant("at"),
          Activation.Action.valueOf(fields.text("action").toUpperCase(Locale.ROOT)),
          fields.text("version"),
          fields.find("before"),
          fields.text("by"),
          fields.text("why"),
          fields.list("overridden", fields::string));
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("activation: " + e.getMessage());
    }
  }
}
