package dev.demeanor;

import dev.demeanor.subject.SubjectId;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a person may ask for: to see everything that is kept about them, to have it erased, and to
 * be observed no more. Obtained from {@link BehaviorMonitor#privacy}; meant for operators and
 * self-service pages behind a sign-in. Calls wait as long as the stores do. Thread-safe.
 */
public interface Privacy {

  /**
   * Writes everything that is kept about a subject as one JSON object in UTF-8, described in {@code
   * docs/privacy.md}: templates, samples, blocks of the account, security events, and decisions
   * where the audit sink can be read. What cannot be read is named in it and does not keep the rest
   * out. The stream is flushed and stays open.
   *
   * @throws IOException if the stream fails
   * @throws dev.demeanor.spi.store.StoreException if the stores do not say what they hold
   */
  void export(SubjectId subject, OutputStream out) throws IOException;

  /**
   * Erases what was learned and kept about a subject in every store, and with encrypted stores the
   * subject's key material. Blocks stay until they expire, the audit keeps keyed hashes, and a
   * withdrawn consent stays withdrawn. A store that fails does not keep the others from erasing: it
   * is named in the answer and asked again until it has done it.
   *
   * @param reason why, for instance {@code REQUEST}; stands in the audit
   * @throws dev.demeanor.spi.store.StoreException if the erasure cannot be recorded; it may have
   *     taken place, and asking again is harmless
   */
  Erasure erase(SubjectId subject, String reason);

  /**
   * Stops the processing of a subject's behaviour, on this node at once and on others within a
   * minute: sessions observe nothing, windows that wait are dropped, nothing is learned, and
   * decisions are made by the failure policy of templates with the reason {@code
   * CONSENT_WITHDRAWN}. What was learned before stays until it is erased. Kept in the template
   * store until {@link #giveConsent}, also through an erasure. Withdrawing twice is harmless.
   *
   * @throws dev.demeanor.spi.store.StoreException if it cannot be stored or recorded; on this node
   *     it holds all the same, until its sessions close
   */
  void withdrawConsent(SubjectId subject);

  /**
   * Lets a subject's behaviour be processed again; harmless when it was never withdrawn.
   *
   * @throws dev.demeanor.spi.store.StoreException if it cannot be stored or recorded
   */
  void giveConsent(SubjectId subject);

  /**
   * Returns whether a subject's behaviour may be processed: true unless consent was withdrawn.
   *
   * @throws dev.demeanor.spi.store.StoreException if the store does not answer
   */
  boolean hasConsent(SubjectId subject);
}
