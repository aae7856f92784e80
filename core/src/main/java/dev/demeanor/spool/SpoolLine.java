package dev.demeanor.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.audit.AuditJson;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditRecord;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One line of a spool, format version 1: eight hexadecimal digits of the CRC-32C of the text, a
 * space, the record as {@link AuditJson} writes it, and a line end. Stateless.
 */
final class SpoolLine {

  private static final int PREFIX = 9;

  private SpoolLine() {}

  static void write(AuditRecord record, ByteArrayOutputStream out) {
    byte[] text = AuditJson.write(record).getBytes(UTF_8);
    out.writeBytes((HexFormat.of().toHexDigits(crc(text, 0, text.length)) + ' ').getBytes(UTF_8));
    out.writeBytes(text);
    out.write('\n');
  }

  /** Returns the record of a line without its end, or null when the line is damaged. */
  static @Nullable AuditRecord read(byte[] line) {
    if (line.length <= PREFIX || line[PREFIX - 1] != ' ') {
      return null;
    }
    try {
      int crc = HexFormat.fromHexDigits(new String(line, 0, PREFIX - 1, UTF_8));
      return crc == crc(line, PREFIX, line.length - PREFIX)
          ? AuditJson.read(new String(line, PREFIX, line.length - PREFIX, UTF_8))
          : null;
    } catch (IllegalArgumentException | CorruptStateException e) {
      return null;
    }
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
