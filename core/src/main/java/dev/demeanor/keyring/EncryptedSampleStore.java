package dev.demeanor.keyring;

import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.Sample;
import dev.demeanor.spi.store.SampleStore;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.SubjectId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any sample store, with features encrypted: AES-256-GCM under the same data key of each subject
 * that encrypts the subject's templates. {@link EncryptedTemplateStore#erase} destroys that key, so
 * samples that an erasure has not reached, in a backup, say, cannot be read any more: samples whose
 * key is gone are not answered. Features are bound to id, tenant, account, source, epoch, device
 * class, time in microseconds, provenance and feature schema, so that none can be changed or put in
 * the place of another; one that was, and one that was never encrypted, is a {@link
 * CorruptStateException}. Features may have {@value #MAX_PLAIN} bytes. Thread-safe.
 */
public final class EncryptedSampleStore implements SampleStore {

  /** The most bytes that the features of a sample may take before they are encrypted. */
  public static final int MAX_PLAIN = Sample.MAX_FEATURES - 256;

  private static final SealedForm FORM = new SealedForm("sample", 0x444d5331);

  private final SampleStore samples;
  private final DataKeys keys;
  private final Aead aead;

  /**
   * Makes a store; closing it closes the sample store.
   *
   * @param templates whose data keys encrypt samples, too
   */
  public EncryptedSampleStore(SampleStore samples, EncryptedTemplateStore templates) {
    this.samples = samples;
    this.keys = templates.keys;
    this.aead = templates.aead;
  }

  @Override
  public void append(List<Sample> appended) {
    Map<SubjectId, DataKeys.DataKey> known = new HashMap<>();
    List<Sample> sealed = new ArrayList<>(appended.size());
    for (Sample sample : appended) {
      sealed.add(encrypt(sample, known.computeIfAbsent(sample.key().subject(), keys::findOrMake)));
    }
    samples.append(sealed);
    known.forEach(
        (subject, key) -> {
          if (keys.find(subject).filter(now -> now.id().equals(key.id())).isEmpty()) {
            int unused = samples.erase(subject); // the subject was erased meanwhile
          }
        });
  }

  private Sample encrypt(Sample sample, DataKeys.DataKey key) {
    byte[] plain = sample.features();
    if (plain.length > MAX_PLAIN) {
      throw new RefusedException(
          "features must have at most "
              + MAX_PLAIN
              + " bytes to be encrypted, had "
              + plain.length);
    }
    byte[] sealed = aead.encrypt(key.key(), plain, associated(sample, key.id()));
    return withFeatures(sample, FORM.write(key.id(), sealed));
  }

  @Override
  public List<Sample> read(
      TemplateKey key, Instant from, Instant until, Sample.@Nullable Position after, int limit) {
    return readable(start -> samples.read(key, from, until, start, limit), after, limit);
  }

  @Override
  public List<Sample> scan(
      Instant from, Instant until, Sample.@Nullable Position after, int limit) {
    return readable(start -> samples.scan(from, until, start, limit), after, limit);
  }

  /** A page of the store below. */
  private interface Page {
    List<Sample> after(Sample.@Nullable Position start);
  }

  /**
   * Decrypts a page; goes on to the next where nothing of it can be read, since empty is the end.
   */
  private List<Sample> readable(Page pages, Sample.@Nullable Position after, int limit) {
    Map<SubjectId, Optional<DataKeys.DataKey>> known = new HashMap<>();
    Sample.Position start = after;
    while (true) {
      List<Sample> page = pages.after(start);
      List<Sample> plain = new ArrayList<>(page.size());
      for (Sample sample : page) {
        decrypt(sample, known.computeIfAbsent(sample.key().subject(), keys::find))
            .ifPresent(plain::add);
      }
      if (!plain.isEmpty() || page.size() < limit) {
        return plain;
      }
      start = page.get(page.size() - 1).position();
    }
  }

  private Optional<Sample> decrypt(Sample stored, Optional<DataKeys.DataKey> key) {
    return FORM.read(
        stored.features(),
        (keyId, bytes) ->
            key.filter(known -> known.id().equals(keyId))
                .map(known -> decrypt(stored, known, bytes)));
  }

  private Sample decrypt(Sample stored, DataKeys.DataKey key, byte[] sealed) {
    byte[] associated = associated(stored, key.id());
    return withFeatures(
        stored, aead.decrypt(key.key(), sealed, associated, "features of a sample"));
  }

  @Override
  public List<TemplateKey> keys(SubjectId subject) {
    return samples.keys(subject);
  }

  /** Removes the samples; the data key is destroyed with the templates. */
  @Override
  public int erase(SubjectId subject) {
    return samples.erase(subject);
  }

  @Override
  public int expire(Instant now) {
    return samples.expire(now);
  }

  @Override
  public void close() {
    samples.close();
  }

  private static Sample withFeatures(Sample sample, byte[] features) {
    return new Sample(
        sample.id(), sample.key(), sample.at(), sample.provenance(), sample.schemaHash(), features);
  }

  private static byte[] associated(Sample sample, String keyId) {
    TemplateKey key = sample.key();
    return new StateWriter()
        .putString("demeanor sample 1")
        .putString(keyId)
        .putString(sample.id())
        .putString(key.subject().tenant())
        .putString(key.subject().account())
        .putString(key.source().modality().name())
        .putString(key.source().name())
        .putInt(key.source().epoch())
        .putString(key.device().name())
        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, sample.at()))
        .putString(sample.provenance().name())
        .putString(sample.schemaHash())
        .toByteArray();
  }
}
