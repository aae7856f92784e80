package dev.demeanor.wire;

/**
 * The first mistake in bytes that are no batch. Never carries a value that was sent: it might be
 * behaviour. Immutable.
 *
 * @param where place of the mistake as a JSON pointer such as {@code /events/12/3}, for either
 *     form; empty for the message as a whole
 * @param rule which rule is broken
 * @param expected what should be there, for people
 */
public record RefusedBatch(String where, Rule rule, String expected) implements BatchResult {

  /** The rules that a batch can break. */
  public enum Rule {
    /** More bytes than allowed; nothing was read. */
    TOO_LARGE,
    /** Ends in the middle. */
    TRUNCATED,
    /** Neither JSON nor a packed batch. */
    MALFORMED,
    /** Another format version, or none. */
    VERSION,
    /** Something that has to be there is missing. */
    MISSING,
    /** A member that the format does not know, or one that is there twice. */
    UNEXPECTED,
    /** Another type than the format asks for. */
    TYPE,
    /** A number, or how many there are of something, outside its range. */
    RANGE,
    /** A text of the wrong form, or a word that is not one of the list. */
    TEXT,
    /** An event names a field that the batch does not declare. */
    UNKNOWN_FIELD,
    /** More events than allowed. */
    TOO_MANY_EVENTS,
    /** Something follows the batch. */
    TRAILING
  }
}
