package dev.demeanor.cli.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A content whose digest is known after it was read. Not thread-safe. */
final class Digested extends FilterInputStream {

  private final MessageDigest digest;

  Digested(InputStream content) {
    this(content, sha256Digest());
  }

  private Digested(InputStream content, MessageDigest digest) {
    super(new DigestInputStream(content, digest));
    this.digest = digest;
  }

  /** Reads what is left and returns the SHA-256 of all. */
  String sha256() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
