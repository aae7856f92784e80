import { keyClass } from './keys';
import type { KeyClass, Pair } from './message';
import { shuffle } from './shuffle';

/** Pairs in a block. */
export const BLOCK = 50;

/** What is held of a key: class and times. Its name is known only while it is down. */
interface Key {
  readonly kind: KeyClass;
  readonly press: number;
  dwell?: number;
  next?: Key;
}

/** No key is held longer, and no pause belongs to a pair. */
const LONGEST_MICROS = 60_000_000;

/**
 * Free text as pairs of two consecutive keys, each a coarse class with the dwell of the first and the
 * time from press to press. Fifty pairs are shuffled and handed on together; fewer never are.
 */
export class FreeText {
  readonly #down = new Map<string, Key>();
  #last: Key | undefined;
  #pairs: Pair[] = [];
  readonly #onBlock: (timeMicros: number, pairs: Pair[]) => void;

  constructor(onBlock: (timeMicros: number, pairs: Pair[]) => void) {
    this.#onBlock = onBlock;
  }

  press(code: string, micros: number): void {
    const kind = keyClass(code);
    if (kind === undefined) {
      this.interrupt();
      return;
    }
    const key: Key = { kind, press: micros };
    const previous = this.#last;
    this.#last = key;
    this.#down.set(code, key);
    if (previous && micros - previous.press <= LONGEST_MICROS) {
      previous.next = key;
      this.#pair(previous);
    }
  }

  release(code: string, micros: number): void {
    const key = this.#down.get(code);
    this.#down.delete(code);
    if (key && micros - key.press <= LONGEST_MICROS) {
      key.dwell = micros - key.press;
      this.#pair(key);
    }
  }

  /** What comes next does not follow what came last: another field, a paste, another window. */
  interrupt(): void {
    this.#last = undefined;
    this.#down.clear();
  }

  /** Forgets what is not a whole block. */
  clear(): void {
    this.interrupt();
    this.#pairs = [];
  }

  #pair(first: Key): void {
    if (first.dwell === undefined || first.next === undefined) {
      return;
    }
    this.#pairs.push([first.kind, first.next.kind, first.dwell, first.next.press - first.press]);
    if (this.#pairs.length === BLOCK) {
      const block = shuffle(this.#pairs);
      this.#pairs = [];
      this.#onBlock(first.next.press, block);
    }
  }
}
