package dev.demeanor.wire;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two forms of a batch. Both carry the same content. */
public enum BatchFormat {
  /** JSON, as {@code docs/collector-message.schema.json} describes it. */
  JSON("application/json"),
  /** Binary, as {@code docs/collector.md} describes it. */
  PACKED("application/vnd.demeanor.batch");

  private final String mediaType;

  BatchFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Returns the media type. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Returns the form that a content type names, whatever its parameters; empty for any other and
   * for none.
   */
  public static Optional<BatchFormat> of(@Nullable String contentType) {
    if (contentType == null) {
      return Optional.empty();
    }
    int end = contentType.indexOf(';');
    String bare = (end < 0 ? contentType : contentType.substring(0, end)).trim();
    String lower = bare.toLowerCase(Locale.ROOT);
    for (BatchFormat format : values()) {
      if (format.mediaType.equals(lower)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
