package dev.demeanor.spring;

import dev.demeanor.decision.Verdict;
import dev.demeanor.policy.BlockPolicy;
import dev.demeanor.policy.Dependency;
import dev.demeanor.policy.FactorPolicy;
import dev.demeanor.policy.FailurePolicy;
import dev.demeanor.policy.Lasting;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policies of what properties say; what they do not say is as in the policy given. */
final class Policies {

  private Policies() {}

  static BlockPolicy of(BlockPolicy usual, BlockProperties said) {
    BlockPolicy.Steps steps = usual.steps();
    BlockPolicy.Steps alarms =
        new BlockPolicy.Steps(
            or(said.alarms().session(), steps.session()),
            or(said.alarms().device(), steps.device()),
            or(said.alarms().account(), steps.account()));
    Lasting lasting =
        lasting(usual.lasting(), said.first(), said.longest(), said.memory(), said.jitter());
    return new BlockPolicy(
        alarms, or(said.window(), usual.window()), lasting, or(said.grace(), usual.grace()));
  }

  static FactorPolicy of(FactorPolicy usual, FactorProperties said) {
    return new FactorPolicy(
        or(said.failures(), usual.failures()),
        or(said.window(), usual.window()),
        lasting(usual.lasting(), said.first(), said.longest(), said.memory(), null));
  }

  static FailurePolicy of(FailurePolicy usual, DemeanorProperties.Failure said) {
    FailurePolicy policy =
        usual
            .with(Dependency.TEMPLATES, said.templatesUnavailable())
            .with(Dependency.AUDIT, said.auditUnavailable())
            .with(Dependency.BLOCKS, said.blocksUnavailable())
            .with(Dependency.EVENTS, said.eventsUnavailable())
            .with(Dependency.SAMPLES, said.samplesUnavailable())
            .with(Dependency.MODELS, said.modelsUnavailable());
    for (Map.Entry<String, Map<Dependency, Verdict>> route : said.routes().entrySet()) {
      for (Map.Entry<Dependency, Verdict> own : route.getValue().entrySet()) {
        policy = policy.with(route.getKey(), own.getKey(), own.getValue());
      }
    }
    return policy;
  }

  private static Lasting lasting(
      Lasting usual,
      @Nullable Duration first,
      @Nullable Duration longest,
      @Nullable Duration memory,
      @Nullable Double jitter) {
    return new Lasting(
        or(first, usual.first()),
        or(longest, usual.longest()),
        or(memory, usual.memory()),
        or(jitter, usual.jitter()));
  }

  private static <T> T or(@Nullable T said, T usual) {
    return said == null ? usual : said;
  }
}
