package dev.demeanor.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A parser that asks for what the format wants next and says where it is not so. */
final class JsonInput {

  private final JsonParser parser;
  private final Place place;

  JsonInput(JsonParser parser, Place place) {
    this.parser = parser;
    this.place = place;
  }

  @Nullable JsonToken next() throws IOException {
    return parser.nextToken();
  }

  long longValue() throws IOException {
    return parser.getLongValue();
  }

  void start() throws IOException, BrokenBatch {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw place.broken(Rule.TRUNCATED, "a batch");
    }
    expect(token, JsonToken.START_OBJECT, "an object");
  }

  void end() throws IOException, BrokenBatch {
    if (parser.nextToken() != null) {
      throw place.broken(Rule.TRAILING, "nothing after the batch");
    }
  }

  /** Returns the name of the next member, null at the end of the object. */
  @Nullable String nextName() throws IOException {
    return parser.nextFieldName();
  }

  void startList() throws IOException, BrokenBatch {
    expect(parser.nextToken(), JsonToken.START_ARRAY, "a list");
  }

  /** Steps into the next object of a list; false at its end. */
  boolean nextObjectOfList(int most) throws IOException, BrokenBatch {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      return false;
    }
    if (place.item >= most) {
      throw place.broken(Rule.RANGE, "at most " + most);
    }
    expect(token, JsonToken.START_OBJECT, "an object");
    return true;
  }

  /** Steps into the next list of a list; false at the end of the outer one. */
  boolean nextListOfList() throws IOException, BrokenBatch {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY) {
      return true;
    }
    expect(token, JsonToken.END_ARRAY, "a list");
    return false;
  }

  void endList(String expected) throws IOException, BrokenBatch {
    expect(parser.nextToken(), JsonToken.END_ARRAY, expected);
  }

  long number(long least, long most) throws IOException, BrokenBatch {
    JsonToken token = parser.nextToken();
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw place.broken(Rule.TYPE, "a whole number, written without fraction or exponent");
    }
    long value = parser.getLongValue();
    if (value < least || value > most) {
      throw place.broken(Rule.RANGE, "from " + least + " to " + most);
    }
    return value;
  }

  String text() throws IOException, BrokenBatch {
    expect(parser.nextToken(), JsonToken.VALUE_STRING, "a text");
    return parser.getText();
  }

  /** Returns the only character of a text, 0 when it has none or more. */
  char letter() throws IOException, BrokenBatch {
    expect(parser.nextToken(), JsonToken.VALUE_STRING, "a text");
    return parser.getTextLength() == 1 ? parser.getTextCharacters()[parser.getTextOffset()] : 0;
  }

  /** Returns the place of a text in a list of words. */
  int word(String[] words) throws IOException, BrokenBatch {
    expect(parser.nextToken(), JsonToken.VALUE_STRING, "a text");
    int index =
        Words.indexOf(
            words, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (index < 0) {
      throw place.broken(Rule.TEXT, "one of " + String.join(", ", words));
    }
    return index;
  }

  /** Copies a text of ASCII characters, and returns how many; -1 when it is not one or too long. */
  int ascii(byte[] into) throws IOException, BrokenBatch {
    expect(parser.nextToken(), JsonToken.VALUE_STRING, "a text");
    int length = parser.getTextLength();
    if (length > into.length) {
      return -1;
    }
    char[] text = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    for (int i = 0; i < length; i++) {
      char c = text[offset + i];
      if (c > 0x7F) {
        return -1;
      }
      into[i] = (byte) c;
    }
    return length;
  }

  private void expect(@Nullable JsonToken token, JsonToken expected, String words)
      throws BrokenBatch {
    if (token != expected) {
      throw place.broken(Rule.TYPE, words);
    }
  }
}
