package dev.demeanor.model.repository;

import dev.demeanor.spi.CorruptStateException;
import java.io.IOException;
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
import java.util.List;
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
   * Reads the only private key of a folder, or makes one there, with its public half beside it.
   *
   * @throws CorruptStateException if there are several, or one that is none
   */
  public static SigningKey readOrMake(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    List<Path> found = keys(folder);
    if (found.isEmpty()) {
      make(folder, name);
      found = keys(folder);
    }
    if (found.size() != 1) {
      throw new CorruptStateException("there are several private keys in " + folder + "; name one");
    }
    return read(found.get(0));
  }

  private static List<Path> keys(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> hasEnd(each, PRIVATE)).sorted().toList();
    }
  }

  /**
   * The public half comes first: a writer that dies in between leaves no key that nobody trusts.
   */
  private static void make(Path folder, String name) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Files.writeString(
          folder.resolve(name + PUBLIC), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      Path secret = folder.resolve(name + PRIVATE);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.createFile(
            secret,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(secret);
      }
      Files.writeString(
          secret,
          pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      throw new CorruptStateException("somebody else is making a key in " + folder + "; try again");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
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
    String text = Files.readString(file).strip();
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

  private static boolean hasEnd(Path file, String end) {
    return file.getFileName().toString().endsWith(end);
  }

  private static String name(Path file, String end) {
    String name = file.getFileName().toString();
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }
}
