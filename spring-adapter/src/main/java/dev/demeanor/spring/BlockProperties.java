package dev.demeanor.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What follows from alarms. What is null is not set, and core's own default holds. Immutable.
 *
 * @param alarms how many alarms it takes for each block
 * @param window within which time alarms are counted; an hour when not set
 * @param first how long the first block lasts; 15 minutes when not set
 * @param longest how long a block lasts at most, however often it comes again; 24 hours when not
 *     set
 * @param memory how long after its end a block still makes the next one longer; 24 hours when not
 *     set
 * @param jitter share by which a block may be shorter, in [0, 1); 0.1 when not set
 * @param grace how long after an operator's unblock no automatic block follows; an hour when not
 *     set
 */
@ConfigurationProperties("demeanor.blocks")
public record BlockProperties(
    @DefaultValue Alarms alarms,
    @Nullable Duration window,
    @Nullable Duration first,
    @Nullable Duration longest,
    @Nullable Duration memory,
    @Nullable Double jitter,
    @Nullable Duration grace) {

  /**
   * How many alarms it takes; 0 means never.
   *
   * @param session alarms of one session; 1 when not set
   * @param device sessions with an alarm on one device; 3 when not set
   * @param account sessions with an alarm on one account; 0 when not set, since an account's block
   *     keeps out its owner
   */
  public record Alarms(
      @Nullable Integer session, @Nullable Integer device, @Nullable Integer account) {}
}
