package dev.demeanor.live;

import dev.demeanor.enrolment.EnrolledTemplate;
import dev.demeanor.enrolment.PresenceProfile;
import dev.demeanor.enrolment.PrivacyNotes;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.machine.DecisionMachine;
import dev.demeanor.machine.SessionState;
import dev.demeanor.machine.TemplateLookup;
import dev.demeanor.spi.store.TemplateKey;
import dev.demeanor.subject.DeviceClass;
import dev.demeanor.subject.SubjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one session's templates for one assessment. Templates come from memory where
 * they can; the others are named by {@link #missing} so that the monitor fetches them without
 * holding the session. Used under the session's lock.
 */
final class SessionTemplates implements TemplateLookup {

  private final SubjectId subject;
  private final DeviceClass device;
  private TemplateAccess access;
  private final TemplateKey presenceKey;
  private final List<TemplateKey> keys = new ArrayList<>(1);
  private final List<TemplateAccess.@Nullable Entry> entries = new ArrayList<>(1);
  private @Nullable TemplateKey consentKey;
  private int expected;
  private boolean failed;
  private boolean presenceMissing;
  private TemplateAccess.@Nullable Entry consent;

  SessionTemplates(SubjectId subject, DeviceClass device, TemplateAccess access) {
    this.subject = subject;
    this.device = device;
    this.access = access;
    this.presenceKey = new TemplateKey(subject, PresenceProfile.SOURCE, device);
  }

  /** Reads templates as the models of one version do, from here on. */
  void use(TemplateAccess templates) {
    access = templates;
  }

  TemplateKey key(Source source) {
    return new TemplateKey(subject, source, device);
  }

  TemplateKey key(int sourceIndex) {
    return keys.get(sourceIndex);
  }

  private TemplateKey consentKey() {
    TemplateKey key = consentKey;
    if (key == null) {
      key = PrivacyNotes.withdrawal(subject);
      consentKey = key;
    }
    return key;
  }

  /** Returns whether consent is known to have been withdrawn. */
  boolean isWithdrawn() {
    return consent instanceof TemplateAccess.Entry.Withdrawn;
  }

  /**
   * Returns the same after looking at what was fetched, which may be older than a withdrawal that
   * came meanwhile: what memory says now goes before it.
   */
  boolean isWithdrawn(Map<TemplateKey, TemplateAccess.Entry> known) {
    TemplateKey key = consentKey;
    TemplateAccess.Entry fetched = key == null ? null : known.get(key);
    if (key == null || fetched == null) {
      return isWithdrawn();
    }
    TemplateAccess.Entry now = access.cached(key);
    if (now != null) {
      known.put(key, now);
      consent = now;
    } else if (!isWithdrawn()) {
      consent = fetched;
    }
    return isWithdrawn();
  }

  /** Says that consent was withdrawn, or that the store has to be asked again. */
  void consentChanged(boolean withdrawn) {
    consent = withdrawn ? TemplateAccess.WITHDRAWN : null;
  }

  TemplateKey presenceKey() {
    return presenceKey;
  }

  /**
   * Looks up in memory what the next assessment needs; returns the keys the store has to be asked
   * for.
   *
   * @param known what this assessment has seen already: it stands, whatever leaves the cache
   *     meanwhile; what is found is added
   */
  List<TemplateKey> missing(
      DecisionMachine machine, SessionState state, Map<TemplateKey, TemplateAccess.Entry> known) {
    failed = false;
    presenceMissing = false;
    List<TemplateKey> missing = List.of();
    boolean waiting = false;
    for (int i = 0; i < state.sourceCount(); i++) {
      if (i == keys.size()) {
        keys.add(key(state.source(i)));
        entries.add(null);
      }
      entries.set(i, null);
      if (state.isWaiting(i)) {
        waiting = true;
        entries.set(i, find(keys.get(i), known));
        missing = entries.get(i) == null ? with(missing, keys.get(i)) : missing;
      }
    }
    if (waiting || isWithdrawn()) {
      TemplateAccess.Entry found = find(consentKey(), known);
      missing = found == null ? with(missing, consentKey()) : missing;
      consent = found == null && isWithdrawn() ? consent : found;
    }
    if (waiting) {
      TemplateAccess.Entry presence = find(presenceKey, known);
      presenceMissing = presence == null;
      missing = presence == null ? with(missing, presenceKey) : missing;
      expected = expectedOf(machine, presence);
    }
    return missing;
  }

  private TemplateAccess.@Nullable Entry find(
      TemplateKey key, Map<TemplateKey, TemplateAccess.Entry> known) {
    TemplateAccess.Entry entry = known.get(key);
    if (entry == null) {
      entry = access.cached(key);
      if (entry != null) {
        known.put(key, entry);
      }
    }
    return entry;
  }

  /** Says that the store did not answer in time: what is still missing after this has failed. */
  void storeFailed() {
    failed = true;
  }

  /** Returns whether it is not known which modalities to expect, since the store did not answer. */
  boolean presenceFailed() {
    return failed && presenceMissing;
  }

  private static List<TemplateKey> with(List<TemplateKey> list, TemplateKey key) {
    List<TemplateKey> longer = new ArrayList<>(list);
    longer.add(key);
    return longer;
  }

  private static int expectedOf(DecisionMachine machine, TemplateAccess.@Nullable Entry presence) {
    int bits = 0;
    if (presence instanceof TemplateAccess.Entry.Presence found) {
      List<Modality> modalities = machine.modalities();
      for (int m = 0; m < modalities.size(); m++) {
        bits |= found.profile().isExpected(modalities.get(m)) ? 1 << m : 0;
      }
    }
    return bits;
  }

  @Override
  public @Nullable EnrolledTemplate template(int sourceIndex) {
    return entries.get(sourceIndex) instanceof TemplateAccess.Entry.Found found
        ? found.template()
        : null;
  }

  @Override
  public Availability availability(int sourceIndex) {
    boolean known = sourceIndex < entries.size() && entries.get(sourceIndex) != null;
    if (known && consent != null) { // nothing is compared before it is known that it may be
      return Availability.KNOWN;
    }
    return failed ? Availability.FAILED : Availability.NOT_FETCHED;
  }

  @Override
  public int expectedModalities() {
    return expected;
  }
}
