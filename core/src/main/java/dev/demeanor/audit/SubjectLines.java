package dev.demeanor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.audit.AuditReader;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.SubjectKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks through a file of records for those about one subject. Stateless. */
final class SubjectLines {

  private SubjectLines() {}

  /**
   * Hands over the records about a subject.
   *
   * @param end how many bytes of the file are acknowledged records
   * @throws CorruptStateException if one of them is damaged
   */
  static void read(Path file, long end, String subjectKey, AuditReader.Reader reader)
      throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      long at = 0;
      String line = at < end ? lines.readLine() : null;
      while (line != null) {
        at += line.getBytes(UTF_8).length + 1L;
        if (line.contains(subjectKey)) { // most are about somebody else: not worth parsing
          take(line, subjectKey, reader);
        }
        line = at < end ? lines.readLine() : null;
      }
    }
  }

  private static void take(String line, String subjectKey, AuditReader.Reader reader) {
    AuditRecord record = AuditJson.read(line);
    if (!subjectKey.equals(SubjectKeys.of(record))) {
      return; // another hash that begins or ends like it, or the words of a reason
    }
    if (ChainLink.parse(line.getBytes(UTF_8)) == null) {
      reader.record(record);
    } else {
      reader.line(line);
    }
  }
}
