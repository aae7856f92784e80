package dev.demeanor.spi.store;

import dev.demeanor.subject.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the windows that were assessed for a while, to replay decisions and to train anew; what the
 * features of each hold, and whether it was taken for genuine, core says. Rules:
 *
 * <ul>
 *   <li><b>SS-1</b> {@link #read} answers the samples of exactly this key that were observed from
 *       {@code from} on and before {@code until}, all their parts, bit for bit, earliest first and
 *       in a fixed order of ids where times are equal, at most {@code limit} of them. Pages that
 *       each begin after the last sample of the one before have every sample once.
 *   <li><b>SS-2</b> {@link #append} keeps all samples or none, and is idempotent by tenant and id:
 *       the first one stays.
 *   <li><b>SS-3</b> Tenants, sources, epochs and device classes never mix.
 *   <li><b>SS-4</b> {@link #erase} removes every sample of the subject and nothing else.
 *   <li><b>SS-5</b> {@link #expire} removes the samples that are older than the retention at the
 *       given time and nothing else. The store asks no clock of its own: a clock that is set back
 *       or forward loses nothing by itself.
 *   <li><b>SS-6</b> After {@link #close}, every call is a {@link StoreException}; closing twice is
 *       harmless.
 *   <li><b>SS-7</b> {@link #keys} names each key under which samples of exactly this subject are
 *       kept, once.
 *   <li><b>SS-8</b> {@link #scan} answers what {@link #read} would for every key of every tenant,
 *       in one order. Who scans in pages relies on ids that are unique in all tenants.
 * </ul>
 *
 * A store may cut times to microseconds. Thread-safe. Calls may block; nobody waits for them on the
 * request path.
 */
public interface SampleStore extends AutoCloseable {

  /** How long samples are kept unless configured otherwise. */
  Duration DEFAULT_RETENTION = Duration.ofDays(14);

  /** The longest that samples may be kept. */
  Duration MAX_RETENTION = Duration.ofDays(90);

  /** The most samples that one page may have. */
  int MAX_PAGE = 1_000;

  /** Keeps samples; when the call returns they are durable to the degree the store offers. */
  void append(List<Sample> samples);

  /**
   * Returns samples of one key.
   *
   * @param from no earlier than this
   * @param until earlier than this
   * @param after where the page before ended, or null for the first page
   * @param limit how many at most, 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException if the limit is out of range
   */
  List<Sample> read(
      TemplateKey key, Instant from, Instant until, Sample.@Nullable Position after, int limit);

  /** Returns the keys under which samples of a subject are kept, in no particular order. */
  List<TemplateKey> keys(SubjectId subject);

  /**
   * Returns samples of all subjects in all tenants: to replay what was decided, or to train anew.
   *
   * @param from no earlier than this
   * @param until earlier than this
   * @param after where the page before ended, or null for the first page
   * @param limit how many at most, 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException if the limit is out of range
   */
  List<Sample> scan(Instant from, Instant until, Sample.@Nullable Position after, int limit);

  /** Removes everything about a subject and returns how many samples that were. */
  int erase(SubjectId subject);

  /** Removes what is older than the retention at this time and returns how many samples it was. */
  int expire(Instant now);

  @Override
  void close();
}
