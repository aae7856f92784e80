package dev.demeanor.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.event.Modality;
import dev.demeanor.trust.TrustLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Limits of trust as JSON. No limit is a setting that is left out. Stateless. */
final class LimitsJson {

  private LimitsJson() {}

  static void write(TrustLimits limits, ObjectNode node) {
    if (Double.isFinite(limits.maxCredit())) {
      node.put("maxCredit", limits.maxCredit());
    }
    ObjectNode falls = node.putObject("maxFall");
    Map<String, Double> sorted = new TreeMap<>();
    limits.maxFall().forEach((modality, fall) -> sorted.put(modality.name(), fall));
    sorted.forEach(falls::put);
    ArrayNode names = node.putArray("challengeOnly");
    limits.challengeOnly().stream().map(Modality::name).sorted().forEach(names::add);
  }

  /** Returns the limits with what the JSON says; what it leaves out stays as it is. */
  static TrustLimits read(Fields fields, TrustLimits base) {
    Map<Modality, Double> falls = new HashMap<>(base.maxFall());
    Fields given = fields.object("maxFall");
    for (String name : given.names()) {
      falls.put(new Modality(name), given.number(name, 0));
    }
    List<String> usual = base.challengeOnly().stream().map(Modality::name).toList();
    TrustLimits limits =
        new TrustLimits(
            fields.number("maxCredit", base.maxCredit()),
            falls,
            fields.texts("challengeOnly", usual).stream()
                .map(Modality::new)
                .collect(Collectors.toSet()));
    fields.expectNoOthers();
    return limits;
  }
}
