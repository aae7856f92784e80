package dev.demeanor.cli.database;

import dev.demeanor.cli.BadInput;
import dev.demeanor.keyring.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * Reads a key ring from a file: one key a line, its name and its 32 bytes in Base64 behind a blank,
 * the current one first. Stateless.
 */
public final class MasterKeys {

  private MasterKeys() {}

  /**
   * Reads the file.
   *
   * @throws BadInput if it cannot be used
   */
  public static KeyRing read(Path file) {
    try {
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          lines.add(line.strip());
        }
      }
      Collections.reverse(lines);
      KeyRing ring = null;
      for (String line : lines) {
        int blank = line.indexOf(' ');
        if (blank < 0) {
          throw new IllegalArgumentException("a line has no blank behind the name of its key");
        }
        String name = line.substring(0, blank);
        byte[] key = Base64.getDecoder().decode(line.substring(blank + 1).strip());
        ring = ring == null ? KeyRing.of(name, key) : ring.withCurrent(name, key);
      }
      if (ring == null) {
        throw new IllegalArgumentException("there is no key in it");
      }
      return ring;
    } catch (IOException e) {
      throw new BadInput("--master-keys " + file + " cannot be read; check the path", e);
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "--master-keys "
              + file
              + " must hold a name, a blank and 32 bytes in Base64 on each line: "
              + e.getMessage(),
          e);
    }
  }
}
