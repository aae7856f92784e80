package dev.demeanor.model.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ed25519 keys as PEM files: {@code NAME.key} holds a private key (PKCS#8), {@code NAME.pub} its
 * public half (SubjectPublicKeyInfo), as OpenSSL writes them. Whoever can add a {@code .pub} file
 * is trusted: keep the folder as safe as the configuration. Stateless.
 */
public final class KeyFiles {

  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = ".key";
  private static final String PUBLIC = ".pub";
  private static final int MOST_BYTES = 1 << 16;

  private KeyFiles() {}

  /** Trusts every {@code .pub} file of a folder; nobody when there is no such folder. */
  public static TrustedKeys trusted(Path folder) throws IOException {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(each -> hasEnd(each, PUBLIC)).sorted().toList()) {
          keys.put(name(file, PUBLIC), readPublic(file));
        }
      }
    }
    return TrustedKeys.of(keys);
  }

  /** Reads a private key. */
  public static SigningKey read(Path file) throws IOException {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(der(file, "PRIVATE KEY")));
      return new SigningKey(name(file, PRIVATE), key);
    } catch (GeneralSecurityException e) {
      throw new CorruptStateException("no Ed25519 private key in PEM form: " + file.getFileName());
    }
  }

  private static PublicKey readPublic(Path file) throws IOException {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(der(file, "PUBLIC KEY")));
    } catch (GeneralSecurityException e) {
      throw new CorruptStateException("no Ed25519 public key in PEM form: " + file.getFileName());
    }
  }

  /**
   * Makes a key.
   *
   * @param file where the private half is kept, which only its owner may read; its name without
   *     {@code .key} is the key's
   * @param folder where the public half is put, among those that are trusted
   * @throws CorruptStateException if either is there already
   */
  public static SigningKey make(Path file, Path folder) throws IOException {
    String name = name(file, PRIVATE);
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      SigningKey key = new SigningKey(name, pair.getPrivate());
      Files.createDirectories(folder);
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      write(pair, file, folder.resolve(name + PUBLIC));
      return key;
    } catch (FileAlreadyExistsException e) {
      throw new CorruptStateException(e.getFile() + " is there already; use it, or another name");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** The public half comes first: who dies in between leaves no key that nobody trusts. */
  private static void write(KeyPair pair, Path secret, Path trusted) throws IOException {
    Files.writeString(
        trusted, pem("PUBLIC KEY", pair.getPublic().getEncoded()), StandardOpenOption.CREATE_NEW);
    boolean made = false;
    try {
      createSecret(secret);
      made = true;
      Files.writeString(
          secret,
          pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) { // else another key of this name could never be trusted here
      Files.deleteIfExists(trusted);
      if (made) {
        Files.deleteIfExists(secret);
      }
      throw e;
    }
  }

  private static void createSecret(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    boolean posix = parent != null && Files.getFileStore(parent).supportsFileAttributeView("posix");
    if (posix) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static byte[] der(Path file, String kind) throws IOException {
    String text = text(file).strip();
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw new CorruptStateException(file.getFileName() + " must be PEM and begin with " + begin);
    }
    try {
      return Base64.getMimeDecoder()
          .decode(text.substring(begin.length(), text.length() - end.length()));
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException(file.getFileName() + " is damaged: it is no Base64");
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new CorruptStateException(file.getFileName() + " is too large for a key");
      }
      return new String(bytes, ISO_8859_1);
    }
  }

  private static boolean hasEnd(Path file, String end) {
    return file.getFileName().toString().endsWith(end);
  }

  private static String name(Path file, String end) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }
}
