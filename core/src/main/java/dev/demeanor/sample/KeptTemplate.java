package dev.demeanor.sample;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.Template;
import dev.demeanor.subject.Provenance;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A piece of a template as it stood at one version; templates are larger than samples may be.
 *
 * @param version version of the template
 * @param detector name of the detector that learned it
 * @param samples how many samples it has learned
 * @param part which piece, from 0
 * @param parts how many there are
 * @param bytes the piece of its payload
 */
public record KeptTemplate(
    long version, String detector, int samples, int part, int parts, byte[] bytes)
    implements KeptSample {

  static final int KIND = 3;

  /** Leaves room for what encryption adds. */
  private static final int PIECE = 48 * 1024;

  private static final int MAX_PARTS = 1_000;

  /** Copies the bytes. */
  public KeptTemplate {
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the stored form of a template, in pieces. */
  public static List<Sample> toSamples(String id, Template template, Instant at) {
    byte[] payload = template.payload();
    int parts = Math.max(1, (payload.length + PIECE - 1) / PIECE);
    List<Sample> pieces = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      int from = part * PIECE;
      StateWriter out = KeptSample.begin(KIND);
      out.putLong(template.version()).putString(template.detector()).putInt(template.samples());
      out.putInt(part).putInt(parts);
      out.putBytes(Arrays.copyOfRange(payload, from, Math.min(payload.length, from + PIECE)));
      pieces.add(
          new Sample(
              id + "-" + part,
              template.key(),
              at,
              Provenance.LIVE,
              template.schemaHash(),
              out.toByteArray()));
    }
    return pieces;
  }

  /**
   * Returns the template whose pieces these are.
   *
   * @param pieces all of one version, in any order
   * @throws CorruptStateException if one is missing
   */
  public static Template joined(List<KeptTemplate> pieces, Sample any) {
    KeptTemplate first = pieces.get(0);
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (int part = 0; part < first.parts; part++) {
      payload.writeBytes(piece(pieces, part).bytes);
    }
    return new Template(
        any.key(),
        first.version,
        first.detector,
        any.schemaHash(),
        first.samples,
        any.at(),
        payload.toByteArray());
  }

  private static KeptTemplate piece(List<KeptTemplate> pieces, int part) {
    return pieces.stream()
        .filter(piece -> piece.part == part)
        .findFirst()
        .orElseThrow(() -> new CorruptStateException("a piece of a template is missing"));
  }

  static KeptTemplate load(StateReader in) {
    return new KeptTemplate(
        in.getLong(),
        in.getString(),
        in.getInt("samples", 0, Integer.MAX_VALUE),
        in.getInt("part", 0, MAX_PARTS),
        in.getInt("parts", 1, MAX_PARTS),
        in.getBytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeptTemplate that
        && version == that.version
        && detector.equals(that.detector)
        && samples == that.samples
        && part == that.part
        && parts == that.parts
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(version) * 31 + part;
  }

  /** Shows no contents. */
  @Override
  public String toString() {
    return "KeptTemplate[version " + version + ", part " + part + " of " + parts + "]";
  }
}
