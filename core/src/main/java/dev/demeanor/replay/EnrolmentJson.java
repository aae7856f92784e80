package dev.demeanor.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.enrolment.AdaptationMode;
import dev.demeanor.enrolment.AdaptationPolicy;
import dev.demeanor.enrolment.EnrolmentPolicy;
import dev.demeanor.subject.Provenance;
import java.util.List;
import java.util.stream.Collectors;

/** Which windows are learned, as JSON. Stateless. */
final class EnrolmentJson {

  private EnrolmentJson() {}

  static void write(EnrolmentPolicy policy, ObjectNode node) {
    node.put("minimum", policy.minimum()).put("target", policy.target());
    ArrayNode excluded = node.putArray("excluded");
    policy.excluded().stream().map(Provenance::name).sorted().forEach(excluded::add);
    AdaptationPolicy adaptation = policy.adaptation();
    ObjectNode adapts = node.putObject("adaptation").put("mode", adaptation.mode().name());
    if (Double.isFinite(adaptation.driftBudget())) {
      adapts.put("driftBudget", adaptation.driftBudget());
    }
    if (Double.isFinite(adaptation.anchorLead())) {
      adapts.put("anchorLead", adaptation.anchorLead());
    }
    adapts.put("quarantine", adaptation.quarantine());
  }

  /** Returns the policy with what the JSON says; what it leaves out stays as it is. */
  static EnrolmentPolicy read(Fields fields, EnrolmentPolicy base) {
    int minimum = fields.whole("minimum", base.minimum());
    int target = fields.whole("target", Math.max(minimum, base.target()));
    List<String> usual = base.excluded().stream().map(Provenance::name).toList();
    EnrolmentPolicy policy =
        new EnrolmentPolicy(
            minimum,
            target,
            fields.texts("excluded", usual).stream()
                .map(Provenance::valueOf)
                .collect(Collectors.toSet()),
            adaptation(fields.object("adaptation"), base.adaptation()));
    fields.expectNoOthers();
    return policy;
  }

  private static AdaptationPolicy adaptation(Fields fields, AdaptationPolicy base) {
    AdaptationPolicy adaptation =
        new AdaptationPolicy(
            AdaptationMode.valueOf(fields.text("mode", base.mode().name())),
            fields.number("driftBudget", base.driftBudget()),
            fields.number("anchorLead", base.anchorLead()),
            fields.whole("quarantine", base.quarantine()));
    fields.expectNoOthers();
    return adaptation;
  }
}
