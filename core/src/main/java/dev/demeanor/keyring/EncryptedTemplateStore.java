package dev.demeanor.keyring;

import dev.demeanor.event.Source;
import dev.demeanor.spi.CorruptStateException;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.store.SaveResult;
import dev.demeanor.spi.store.StoreException;
import dev.demeanor.spi.store.Template;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.spi.store.TemplateStore;
import dev.demeanor.subject.SubjectId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Any template store, with payloads encrypted: AES-256-GCM under a key of each subject's own, which
 * a master key of the host's {@link KeyRing} wraps. A payload is bound to tenant, account, source,
 * epoch, device class, detector, feature schema, number of samples and version, so that none can be
 * changed or put in the place of another. Erasing a subject destroys its data key first: what is
 * left anywhere, in a backup, say, cannot be read any more unless the backup holds the data key,
 * too; a store of its own for data keys keeps the two apart.
 *
 * <p>What was changed or moved, and what was never encrypted, is a {@link CorruptStateException}.
 * Not encrypted are the names under which templates are found, and when they changed. Thread-safe.
 */
public final class EncryptedTemplateStore implements TemplateStore {

  private static final SealedForm FORM = new SealedForm("template", 0x444d4531);

  final Aead aead = new Aead();
  final DataKeys keys;
  private final TemplateStore templates;
  private final boolean sameStore;

  /** Makes a store whose data keys are kept beside the templates; closing it closes the store. */
  public EncryptedTemplateStore(TemplateStore templates, KeyRing ring, Clock clock) {
    this(templates, templates, ring, clock);
  }

  /**
   * Makes a store whose data keys are kept in another one, which stays the caller's to close.
   *
   * @param keys keeps the data keys of all subjects, wrapped
   */
  public EncryptedTemplateStore(
      TemplateStore templates, TemplateStore keys, KeyRing ring, Clock clock) {
    this.templates = templates;
    this.sameStore = templates.equals(keys);
    this.keys = new DataKeys(keys, ring, aead, clock);
  }

  @Override
  public Optional<Template> find(TemplateKey key) {
    refuseReserved(key.source());
    return templates.find(key).map(this::decrypt);
  }

  private Template decrypt(Template stored) {
    return FORM.read(stored.payload(), (keyId, bytes) -> decrypt(stored, keyId, bytes));
  }

  private Template decrypt(Template stored, String keyId, byte[] sealed) {
    DataKeys.DataKey key =
        keys.find(stored.key().subject())
            .filter(known -> known.id().equals(keyId))
            .orElseThrow(
                () ->
                    new CorruptStateException(
                        "the data key of a template is gone; was its subject erased?"));
    return withPayload(
        stored,
        aead.decrypt(key.key(), sealed, associated(stored, keyId), "the payload of a template"));
  }

  @Override
  public SaveResult save(Template template, long expectedVersion) {
    refuseReserved(template.key().source());
    SubjectId subject = template.key().subject();
    DataKeys.DataKey key = keys.findOrMake(subject);
    Template next = template.withVersion(Math.max(0, expectedVersion + 1));
    byte[] sealed = aead.encrypt(key.key(), template.payload(), associated(next, key.id()));
    byte[] payload = FORM.write(key.id(), sealed);
    SaveResult result = templates.save(withPayload(next, payload), expectedVersion);
    if (result instanceof SaveResult.Saved && !isStill(key, subject)) {
      templates.remove(template.key()); // the subject was erased meanwhile
      return new SaveResult.Conflict(0);
    }
    return result;
  }

  private boolean isStill(DataKeys.DataKey key, SubjectId subject) {
    return keys.find(subject).map(DataKeys.DataKey::id).filter(key.id()::equals).isPresent();
  }

  @Override
  public boolean remove(TemplateKey key) {
    refuseReserved(key.source());
    return templates.remove(key);
  }

  @Override
  public List<TemplateKey> keys(SubjectId subject) {
    return templates.keys(subject).stream()
        .filter(key -> !key.source().equals(DataKeys.SOURCE))
        .toList();
  }

  /** Destroys the subject's data key, and then removes what it has encrypted. */
  @Override
  public int erase(SubjectId subject) {
    keys.destroy(subject);
    return templates.erase(subject);
  }

  /**
   * Wraps a subject's data key with the current master key. Templates stay as they are. Call it for
   * every subject before an earlier master key leaves the ring.
   *
   * @return whether an earlier master key had wrapped it
   */
  public boolean rewrap(SubjectId subject) {
    return keys.rewrap(subject);
  }

  @Override
  public void close() {
    templates.close();
  }

  private void refuseReserved(Source source) {
    if (sameStore && source.equals(DataKeys.SOURCE)) {
      throw new StoreException("source " + source + " is reserved for data keys", null);
    }
  }

  private static Template withPayload(Template template, byte[] payload) {
    return new Template(
        template.key(),
        template.version(),
        template.detector(),
        template.schemaHash(),
        template.samples(),
        template.updatedAt(),
        payload);
  }

  private static byte[] associated(Template template, String keyId) {
    TemplateKey key = template.key();
    return new StateWriter()
        .putString("demeanor template 1")
        .putString(keyId)
        .putString(key.subject().tenant())
        .putString(key.subject().account())
        .putString(key.source().modality().name())
        .putString(key.source().name())
        .putInt(key.source().epoch())
        .putString(key.device().name())
        .putLong(template.version())
        .putString(template.detector())
        .putString(template.schemaHash())
        .putInt(template.samples())
        .toByteArray();
  }
}
