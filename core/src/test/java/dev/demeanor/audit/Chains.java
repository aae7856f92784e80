package dev.demeanor.audit;

import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.audit.ChainKeeper;
import dev.demeanor.spi.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;

/** Chains of simulated records, and a keeper in memory. */
final class Chains {

  private Chains() {}

  static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lines of a file. */
  static AuditLines lines(byte[] file) {
    return reader -> {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long number = 1;
      for (byte each : file) {
        if (each == '\n') {
          reader.line("audit.jsonl", number++, line.toByteArray(), true);
          line.reset();
        } else {
          line.write(each);
        }
      }
      if (line.size() > 0) {
        reader.line("audit.jsonl", number, line.toByteArray(), false);
      }
    };
  }

  static byte[] file(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static AuditLines lines(List<String> lines) {
    return lines(file(lines));
  }

  /** Keeps texts in memory; fails when told to, before or after it kept them. */
  static final class Keeper implements ChainKeeper {
    final List<String> texts = new ArrayList<>();
    final List<Long> sequences = new ArrayList<>();
    boolean failsBefore;
    boolean failsAfter;
    boolean closed;

    @Override
    public synchronized void append(List<AuditRecord> records) {
      if (failsBefore) {
        throw new StoreException("down", null);
      }
      for (AuditRecord record : records) {
        AuditRecord.Chained link = (AuditRecord.Chained) record;
        if (sequences.contains(link.sequence())) {
          throw new StoreException("another record has its place", null);
        }
      }
      for (AuditRecord record : records) {
        AuditRecord.Chained link = (AuditRecord.Chained) record;
        texts.add(link.text());
        sequences.add(link.sequence());
      }
      if (failsAfter) {
        failsAfter = false;
        throw new StoreException("connection lost", null);
      }
    }

    @Override
    public synchronized List<String> latest(String node, int atMost) {
      if (failsBefore) {
        throw new StoreException("down", null);
      }
      return List.copyOf(texts.subList(Math.max(0, texts.size() - atMost), texts.size()));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
