package dev.demeanor.wire;

import dev.demeanor.event.EntryOutcome;
import dev.demeanor.event.KeyClass;
import dev.demeanor.event.PointerAction;
import java.util.Arrays;

/** The lists of words and numbers that the format draws on. */
final class Words {

  static final KeyClass[] KEY_CLASSES = KeyClass.values();
  static final PointerAction[] ACTIONS = PointerAction.values();
  static final EntryOutcome[] OUTCOMES = EntryOutcome.values();
  static final String[] OUTCOME_NAMES = names(OUTCOMES);
  static final AbstentionReason[] REASONS = AbstentionReason.values();
  static final String[] REASON_NAMES = names(REASONS);

  static final String ROUTE_RULE =
      "a template such as /accounts/{id}: a slash, then at most "
          + (BatchLimits.ROUTE - 1)
          + " of A-Z, a-z, 0-9, . _ ~ : @ { } * / -";

  private Words() {}

  /** Returns the place of a word in a list, or -1; makes no text of it. */
  static int indexOf(String[] words, char[] text, int offset, int length) {
    for (int i = 0; i < words.length; i++) {
      if (matches(words[i], text, offset, length)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether ASCII bytes are a route template: no query, no fragment, no escapes. */
  static boolean isRoute(byte[] text, int offset, int length) {
    if (length < 1 || length > BatchLimits.ROUTE || text[offset] != '/') {
      return false;
    }
    for (int i = 1; i < length; i++) {
      if (!isOfRoute(text[offset + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfRoute(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '-' && c <= ':' // - . / 0-9 :
        || c == '_'
        || c == '~'
        || c == '@'
        || c == '{'
        || c == '}'
        || c == '*';
  }

  private static boolean matches(String word, char[] text, int offset, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }
}
