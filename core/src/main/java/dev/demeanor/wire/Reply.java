package dev.demeanor.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a batch that was taken. Never carries a score. Immutable.
 *
 * @param nonce the nonce of the next batch, 22 characters
 * @param challenge whether the person has to prove their identity again
 * @param message what to tell them, or null
 * @param reference names the request in logs and audit, or null
 */
public record Reply(
    String nonce, boolean challenge, @Nullable Message message, @Nullable String reference) {

  /** Checks the nonce. */
  public Reply {
    if (!Nonce.is(nonce)) {
      throw new IllegalArgumentException("nonce must be 16 bytes in base64url without padding");
    }
  }

  /** Returns the answer when nothing is to be done. */
  public static Reply next(String nonce) {
    return new Reply(nonce, false, null, null);
  }

  /** Returns the JSON of {@code #/$defs/reply}. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("v", 1).put("nonce", nonce);
    if (challenge) {
      json.put("verdict", "CHALLENGE");
    }
    if (message != null) {
      ObjectNode told = json.putObject("message").put("key", message.key());
      if (message.text() != null) {
        told.put("text", message.text());
      }
    }
    if (reference != null) {
      json.put("reference", reference);
    }
    return json.toString();
  }

  @Override
  public String toString() {
    return "Reply[" + (challenge ? "CHALLENGE" : "next") + "]";
  }
}
