/**
 * Microseconds of a clock that goes on over page loads: the page's own monotonic clock, moved by the
 * time at which the page began. Browsers round it (Chrome to 0.1 ms, Firefox to 1 ms, more when it
 * resists fingerprinting).
 */
export function micros(timeStamp: number): number {
  return Math.round((performance.timeOrigin + timeStamp) * 1000);
}

/** The same clock, now. */
export function nowMicros(): number {
  return micros(performance.now());
}
