package dev.demeanor.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.demeanor.event.EventBuffer;
import dev.demeanor.wire.RefusedBatch.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one batch, token by token. */
final class JsonBatchParser {

  private static final List<String> MEMBERS =
      List.of("v", "nonce", "batch", "fields", "events", "abstained");

  private final JsonInput in;
  private final Place place;
  private final JsonEvents events;
  private final EventBuffer into;
  private final List<DeclaredField> fields = new ArrayList<>();
  private final List<Abstention> abstentions = new ArrayList<>();
  private final boolean[] seen = new boolean[MEMBERS.size()];
  private @Nullable String nonce;
  private int number;

  JsonBatchParser(JsonParser parser, Place place, EventBuffer into, int maxEvents) {
    this.in = new JsonInput(parser, place);
    this.place = place;
    this.into = into;
    this.events = new JsonEvents(in, place, into, maxEvents);
  }

  Batch parse() throws IOException, BrokenBatch {
    in.start();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      member(name);
      place.enter("");
    }
    in.end();
    require("v", Rule.VERSION);
    require("batch", Rule.MISSING);
    require("events", Rule.MISSING);
    if (nonce == null) {
      throw place.broken(Rule.MISSING, "a member \"nonce\"");
    }
    if (events.highestField() >= fields.size()) {
      place.enter("events");
      throw place.broken(Rule.UNKNOWN_FIELD, "numbers of fields that stand in \"fields\"");
    }
    return new Batch(nonce, number, fields, into, abstentions);
  }

  private void require(String member, Rule rule) throws BrokenBatch {
    if (!seen[MEMBERS.indexOf(member)]) {
      throw place.broken(rule, "a member \"" + member + "\"");
    }
  }

  private void member(String name) throws IOException, BrokenBatch {
    int which = MEMBERS.indexOf(name);
    if (which < 0) {
      throw place.broken(Rule.UNEXPECTED, "only the members of the format");
    }
    place.enter(MEMBERS.get(which));
    if (seen[which]) {
      throw place.broken(Rule.UNEXPECTED, "each member once");
    }
    seen[which] = true;
    switch (which) {
      case 0 -> version();
      case 1 -> nonce = nonce();
      case 2 -> number = (int) in.number(0, Integer.MAX_VALUE);
      case 3 -> fields();
      case 4 -> events.read();
      default -> abstained();
    }
  }

  private void version() throws IOException, BrokenBatch {
    if (in.next() != JsonToken.VALUE_NUMBER_INT || in.longValue() != 1) {
      throw place.broken(Rule.VERSION, "format version 1");
    }
  }

  private String nonce() throws IOException, BrokenBatch {
    String text = in.text();
    if (!Nonce.is(text)) {
      throw place.broken(Rule.TEXT, "16 bytes in base64url without padding");
    }
    return text;
  }

  private void fields() throws IOException, BrokenBatch {
    in.startList();
    for (place.item = 0; in.nextObjectOfList(BatchLimits.FIELDS); place.item++) {
      String name = null;
      int epoch = -1;
      for (String key = in.nextName(); key != null; key = in.nextName()) {
        if (key.equals("name") && name == null) {
          place.name = "name";
          name = fieldName();
        } else if (key.equals("epoch") && epoch < 0) {
          place.name = "epoch";
          epoch = (int) in.number(0, Integer.MAX_VALUE);
        } else {
          throw place.broken(Rule.UNEXPECTED, "\"name\" and \"epoch\", each once");
        }
        place.name = "";
      }
      if (name == null || epoch < 0) {
        throw place.broken(Rule.MISSING, "\"name\" and \"epoch\"");
      }
      fields.add(new DeclaredField(name, epoch));
    }
  }

  private void abstained() throws IOException, BrokenBatch {
    in.startList();
    for (place.item = 0; in.nextObjectOfList(BatchLimits.FIELDS); place.item++) {
      String field = null;
      AbstentionReason reason = null;
      for (String key = in.nextName(); key != null; key = in.nextName()) {
        if (key.equals("field") && field == null) {
          place.name = "field";
          field = fieldName();
        } else if (key.equals("reason") && reason == null) {
          place.name = "reason";
          reason = Words.REASONS[in.word(Words.REASON_NAMES)];
        } else {
          throw place.broken(Rule.UNEXPECTED, "\"field\" and \"reason\", each once");
        }
        place.name = "";
      }
      if (field == null || reason == null) {
        throw place.broken(Rule.MISSING, "\"field\" and \"reason\"");
      }
      abstentions.add(new Abstention(field, reason));
    }
  }

  private String fieldName() throws IOException, BrokenBatch {
    String text = in.text();
    if (!DeclaredField.isName(text)) {
      throw place.broken(Rule.TEXT, "1 to 58 of a-z, 0-9, dot, hyphen, underscore");
    }
    return text;
  }
}
