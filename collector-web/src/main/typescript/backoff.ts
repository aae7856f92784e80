const FIRST_MILLIS = 1_000;
const LONGEST_MILLIS = 60_000;
/** A message that could not be delivered for this long is given up. */
const WINDOW_MILLIS = 300_000;

/** How long to wait before the next try: full jitter under a bound that doubles, within a window. */
export class Backoff {
  #tries = 0;
  #since: number | undefined;

  /** The wait in milliseconds, or undefined when the window is over. */
  next(nowMillis: number, random: () => number = Math.random): number | undefined {
    this.#since ??= nowMillis;
    const wait = random() * Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** this.#tries++);
    return nowMillis + wait - this.#since > WINDOW_MILLIS ? undefined : wait;
  }

  reset(): void {
    this.#tries = 0;
    this.#since = undefined;
  }
}
