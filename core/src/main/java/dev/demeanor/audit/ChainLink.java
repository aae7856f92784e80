package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.audit.AuditRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record's place in the chain of its node, as its line says it. A line is the JSON of the record
 * with {@code v}, {@code chain}, {@code seq} and {@code prev} in front and {@code hash} at the end;
 * the hash is the SHA-256 of every byte before {@code ,"hash":}, the previous record's hash among
 * them.
 *
 * @param node whose chain
 * @param sequence its number, from 1
 * @param previous hash of the record before it
 * @param hash the hash it claims
 * @param intact whether it has that hash
 */
record ChainLink(String node, long sequence, String previous, String hash, boolean intact) {

  /** What the first record of a chain has for a previous hash. */
  static final String GENESIS = "0".repeat(64);

  private static final Pattern HEAD =
      Pattern.compile(
          "\\{\"v\":2,\"chain\":\"("
              + AuditChain.NODE
              + ")\",\"seq\":([1-9][0-9]{0,17}),\"prev\":\"([0-9a-f]{64})\",.*",
          Pattern.DOTALL);
  private static final Pattern TAIL = Pattern.compile(",\"hash\":\"([0-9a-f]{64})\"\\}");

  /** Length of the comma, the field {@code hash} and the closing brace. */
  private static final int TAIL_BYTES = 75;

  /** The longest head: what is looked at to find the place in the chain. */
  private static final int HEAD_BYTES = 256;

  /** Returns a record with its place in a chain. */
  static AuditRecord.Chained of(AuditRecord record, String node, long sequence, String previous) {
    String open = AuditJson.writeChained(record, node, sequence, previous);
    byte[] bytes = open.getBytes(UTF_8);
    String hash = sha256(bytes, bytes.length);
    return new AuditRecord.Chained(
        record, node, sequence, hash, open + ",\"hash\":\"" + hash + "\"}");
  }

  /** Reads a line as it is stored; null when it has not the form of a chained record. */
  static @Nullable ChainLink parse(byte[] line) {
    if (line.length <= TAIL_BYTES) {
      return null;
    }
    int body = line.length - TAIL_BYTES;
    Matcher tail = TAIL.matcher(new String(line, body, TAIL_BYTES, ISO_8859_1));
    Matcher head = HEAD.matcher(new String(line, 0, Math.min(body, HEAD_BYTES), ISO_8859_1));
    if (!tail.matches() || !head.matches()) {
      return null;
    }
    return new ChainLink(
        head.group(1),
        Long.parseLong(head.group(2)),
        head.group(3),
        tail.group(1),
        tail.group(1).equals(sha256(line, body)));
  }

  private static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns whether a line that was not ended begins with a whole record and goes on. */
  static boolean goesOnAfterItsEnd(byte[] line) {
    Matcher tail = TAIL.matcher(new String(line, ISO_8859_1));
    return tail.find()
        && tail.end() < line.length
        && parse(Arrays.copyOf(line, tail.end())) != null;
  }
}
