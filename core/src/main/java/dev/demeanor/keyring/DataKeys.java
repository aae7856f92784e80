package dev.demeanor.keyring;

import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.RefusedException;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The data key of each subject, wrapped by a master key and kept in a template store under a source
 * of its own. Destroying it makes everything that it has encrypted unreadable, in copies, too.
 * Nothing is held in memory. Thread-safe.
 */
final class DataKeys {

  /** Under which a subject's data key is stored. */
  static final Source SOURCE = new Source(new Modality("key"), "data-key", 0);

  private static final int FORMAT = 1;
  private static final String NONE = "0".repeat(64);
  private static final int TRIES = 5;

  private final TemplateStore store;
  private final KeyRing ring;
  private final Aead aead;
  private final Clock clock;

  /**
   * A data key.
   *
   * @param id says which one encrypted a template, and nothing about it
   * @param masterId which master key has wrapped it
   * @param version version under which it is stored
   */
  record DataKey(String id, SecretKey key, String masterId, long version) {
    @Override
    public String toString() {
      return "DataKey[" + id + "]";
    }
  }

  DataKeys(TemplateStore store, KeyRing ring, Aead aead, Clock clock) {
    this.store = store;
    this.ring = ring;
    this.aead = aead;
    this.clock = clock;
  }

  Optional<DataKey> find(SubjectId subject) {
    return store.find(key(subject)).map(template -> unwrap(subject, template));
  }

  /**
   * Returns the data key of a subject for something that is to be saved: makes one when there is
   * none, and wraps one anew that an earlier master key has wrapped.
   */
  DataKey findOrMake(SubjectId subject) {
    for (int i = 0; i < TRIES; i++) {
      Optional<DataKey> known = find(subject);
      if (known.isPresent()) {
        boolean unused = rewrap(subject, known.get()); // another did it, or the next save does
        return known.get();
      }
      byte[] key = aead.newKey();
      String id = HexFormat.of().formatHex(aead.newKey(), 0, 8);
      if (store.save(wrap(subject, id, key), 0) instanceof SaveResult.Saved saved) {
        return new DataKey(id, new SecretKeySpec(key, "AES"), ring.current(), saved.version());
      }
    }
    throw new StoreException("data key of a subject changes too fast", null);
  }

  /** Wraps a data key with the current master key; returns whether another had wrapped it. */
  boolean rewrap(SubjectId subject) {
    for (int i = 0; i < TRIES; i++) {
      DataKey known = find(subject).orElse(null);
      if (known == null || known.masterId().equals(ring.current())) {
        return false;
      }
      if (rewrap(subject, known)) {
        return true;
      }
    }
    throw new StoreException("data key of a subject changes too fast", null);
  }

  private boolean rewrap(SubjectId subject, DataKey known) {
    return !known.masterId().equals(ring.current())
        && store.save(wrap(subject, known.id(), known.key().getEncoded()), known.version())
            instanceof SaveResult.Saved;
  }

  boolean destroy(SubjectId subject) {
    return store.remove(key(subject));
  }

  static TemplateKey key(SubjectId subject) {
    return new TemplateKey(subject, SOURCE, DeviceClass.UNKNOWN);
  }

  private Template wrap(SubjectId subject, String id, byte[] key) {
    byte[] sealed =
        aead.encrypt(master(ring.current()), key, associated(subject, id, ring.current()));
    byte[] payload =
        new StateWriter()
            .putInt(FORMAT)
            .putString(id)
            .putString(ring.current())
            .putBytes(sealed)
            .toByteArray();
    return new Template(key(subject), 0, "data-key", NONE, 0, clock.instant(), payload);
  }

  private DataKey unwrap(SubjectId subject, Template template) {
    StateReader in = new StateReader(template.payload());
    in.getInt("data key format", FORMAT, FORMAT);
    String id = in.getString();
    String masterId = in.getString();
    byte[] sealed = in.getBytes();
    in.expectEnd();
    byte[] key =
        aead.decrypt(
            master(masterId),
            sealed,
            associated(subject, id, masterId),
            "the data key of a subject");
    if (key.length != 32) {
      throw new CorruptStateException("the data key of a subject must have 32 bytes");
    }
    return new DataKey(id, new SecretKeySpec(key, "AES"), masterId, template.version());
  }

  private SecretKey master(String id) {
    return ring.find(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    "master key \""
                        + (id.matches("[A-Za-z0-9._-]{1,64}") ? id : "?")
                        + "\" is not in the key ring; add it as an earlier key"));
  }

  private static byte[] associated(SubjectId subject, String id, String masterId) {
    return new StateWriter()
        .putString("demeanor data key 1")
        .putString(subject.tenant())
        .putString(subject.account())
        .putString(id)
        .putString(masterId)
        .toByteArray();
  }
}
