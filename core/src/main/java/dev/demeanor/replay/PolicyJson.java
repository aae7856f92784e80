package dev.demeanor.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.demeanor.MonitorConfig;
import dev.demeanor.decision.Thresholds;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.policy.BlockPolicy;
import dev.demeanor.policy.Lasting;
import dev.demeanor.policy.SegmentPolicy;
import dev.demeanor.trust.Fusion;
import dev.demeanor.trust.TrustConfig;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What decides, as JSON: how evidence becomes trust, what is learned, the segments, the failure
 * policies, and what follows from alarms. It stands in the audit beside the decisions made by it,
 * and is the form of the file with which somebody asks what another policy would have done. Format
 * version 1. Stateless.
 */
public final class PolicyJson {

  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

  private PolicyJson() {}

  /** Returns the policy of a configuration, in one line. */
  public static String write(MonitorConfig config) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    TrustConfig trust = config.trust();
    ObjectNode trustNode = root.putObject("trust");
    trustNode.put("fusion", trust.fusion().name());
    ObjectNode weights = trustNode.putObject("weights");
    Map<String, Double> sorted = new TreeMap<>();
    trust.weights().forEach((modality, weight) -> sorted.put(modality.name(), weight));
    sorted.forEach(weights::put);
    trustNode
        .put("prior", trust.prior())
        .put("maxAccumulated", trust.maxAccumulated())
        .put("creditHalfLife", trust.creditHalfLife().toString())
        .put("windowsForHalfConfidence", trust.windowsForHalfConfidence())
        .put("challengeFailedPenalty", trust.challengeFailedPenalty());
    LimitsJson.write(trust.limits(), trustNode.putObject("limits"));
    ObjectNode segments = root.putObject("segments");
    new TreeMap<>(config.segments())
        .forEach(
            (name, segment) ->
                segments
                    .putObject(name)
                    .put("allow", segment.thresholds().allow())
                    .put("challenge", segment.thresholds().challenge())
                    .put("minConfidence", segment.minConfidence())
                    .put("coldStart", segment.coldStart().name()));
    EnrolmentJson.write(config.enrolment(), root.putObject("enrolment"));
    FailureJson.write(config.failures(), root);
    writeBlocking(root.putObject("blocking"), config.blocking());
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always writable", e);
    }
  }

  /**
   * Returns a configuration with what the JSON says; what it leaves out stays as it is.
   *
   * @throws IllegalArgumentException if it is no policy, names a setting that is not known, or a
   *     value out of its range
   */
  public static MonitorConfig read(String json, MonitorConfig base) {
    try {
      Fields root = new Fields("policy", MAPPER.readTree(json));
      int format = root.whole("format", FORMAT);
      if (format != FORMAT) {
        throw new IllegalArgumentException("format must be " + FORMAT + ", was " + format);
      }
      MonitorConfig config =
          base.withTrust(trust(root.object("trust"), base.trust()))
              .withEnrolment(EnrolmentJson.read(root.object("enrolment"), base.enrolment()))
              .withFailures(FailureJson.read(root, base.failures()))
              .withBlocking(blocking(root, base.blocking()));
      Fields segments = root.object("segments");
      for (String name : segments.names()) {
        config = config.withSegment(name, segment(segments.object(name), base.segment(name)));
      }
      root.expectNoOthers();
      return config;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void writeBlocking(ObjectNode node, BlockPolicy blocking) {
    node.put("session", blocking.steps().session())
        .put("device", blocking.steps().device())
        .put("account", blocking.steps().account())
        .put("window", blocking.window().toString())
        .put("first", blocking.lasting().first().toString())
        .put("longest", blocking.lasting().longest().toString())
        .put("memory", blocking.lasting().memory().toString())
        .put("jitter", blocking.lasting().jitter())
        .put("grace", blocking.grace().toString());
  }

  /** Policies of before say only {@code blockDuration}: how long the first block lasts. */
  private static BlockPolicy blocking(Fields root, BlockPolicy given) {
    BlockPolicy base = given.withDuration(duration(root, "blockDuration", given.lasting().first()));
    Fields fields = root.object("blocking");
    Lasting lasting = base.lasting();
    BlockPolicy blocking =
        new BlockPolicy(
            new BlockPolicy.Steps(
                fields.whole("session", base.steps().session()),
                fields.whole("device", base.steps().device()),
                fields.whole("account", base.steps().account())),
            duration(fields, "window", base.window()),
            new Lasting(
                duration(fields, "first", lasting.first()),
                duration(fields, "longest", lasting.longest()),
                duration(fields, "memory", lasting.memory()),
                fields.number("jitter", lasting.jitter())),
            duration(fields, "grace", base.grace()));
    fields.expectNoOthers();
    return blocking;
  }

  private static TrustConfig trust(Fields fields, TrustConfig base) {
    Map<Modality, Double> weights = new java.util.HashMap<>(base.weights());
    Fields given = fields.object("weights");
    for (String name : given.names()) {
      weights.put(new Modality(name), given.number(name, 0));
    }
    TrustConfig trust =
        new TrustConfig(
            Fusion.valueOf(fields.text("fusion", base.fusion().name())),
            weights,
            fields.number("prior", base.prior()),
            fields.number("maxAccumulated", base.maxAccumulated()),
            duration(fields, "creditHalfLife", base.creditHalfLife()),
            fields.number("windowsForHalfConfidence", base.windowsForHalfConfidence()),
            fields.number("challengeFailedPenalty", base.challengeFailedPenalty()),
            LimitsJson.read(fields.object("limits"), base.limits()));
    fields.expectNoOthers();
    return trust;
  }

  private static SegmentPolicy segment(Fields fields, SegmentPolicy base) {
    SegmentPolicy segment =
        new SegmentPolicy(
            new Thresholds(
                fields.number("allow", base.thresholds().allow()),
                fields.number("challenge", base.thresholds().challenge())),
            fields.number("minConfidence", base.minConfidence()),
            verdict(fields, "coldStart", base.coldStart()));
    fields.expectNoOthers();
    return segment;
  }

  private static Verdict verdict(Fields fields, String name, Verdict otherwise) {
    return Verdict.valueOf(fields.text(name, otherwise.name()));
  }

  private static Duration duration(Fields fields, String name, Duration otherwise) {
    String text = fields.text(name, otherwise.toString());
    try {
      return Duration.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " must be an ISO-8601 duration such as PT15M, was \"" + text + "\"", e);
    }
  }
}
