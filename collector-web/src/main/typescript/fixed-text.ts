import { isModifier } from './keys';
import type { AbstentionReason, EntryOutcome } from './message';

/** One key of an entry: when it was pressed and, once released, for how long. No name. */
interface Key {
  readonly press: number;
  dwell?: number;
}

/** An entry as it is handed on: without keys unless it was typed through. */
export interface Entry {
  readonly keys: readonly { position: number; press: number; dwell: number }[];
  readonly count: number;
  readonly end: number;
  readonly outcome: EntryOutcome;
  readonly reason?: AbstentionReason;
}

const MOST_KEYS = 256;
const LONGEST_DWELL_MICROS = 60_000_000;
/** No finger lets go of every key this fast; dictation, text expanders and assistive software do. */
const SOFTWARE_DWELL_MICROS = 2_000;
/** How long an entry that has ended waits for keys that are still down. */
const PATIENCE_MILLIS = 1_000;

/**
 * The typing of one fixed-text field, from its first key to its end. A key counts when the field grew by
 * one at its end; anything else that changes the field spoils the entry, and nothing is told of a
 * spoiled entry but how it ended.
 */
export class FixedText {
  #keys: Key[] = [];
  readonly #down = new Map<string, Key>();
  #pending: { code: string; press: number } | undefined;
  #repeats = false;
  #spoiled: { outcome: EntryOutcome; reason?: AbstentionReason } | undefined;
  #ended: { end: number; outcome: EntryOutcome } | undefined;
  readonly #onEntry: (entry: Entry) => void;

  constructor(onEntry: (entry: Entry) => void) {
    this.#onEntry = onEntry;
  }

  press(code: string, micros: number, repeat: boolean): void {
    if (isModifier(code)) {
      return;
    }
    if (this.#ended && !repeat) {
      this.settle();
    }
    this.#repeats = repeat;
    this.#pending = repeat ? undefined : { code, press: micros };
  }

  release(code: string, micros: number): void {
    if (this.#pending?.code === code) {
      this.#pending = undefined;
    }
    const key = this.#down.get(code);
    if (!key) {
      return;
    }
    this.#down.delete(code);
    if (micros - key.press <= LONGEST_DWELL_MICROS) {
      key.dwell = micros - key.press;
    }
    if (this.#ended && this.#down.size === 0) {
      this.settle();
    }
  }

  /** The field changed: how, by the browser's own name for it, and how long it is now. */
  changed(inputType: string, trusted: boolean, length: number, atEnd: boolean, micros: number): void {
    if (this.#ended) {
      this.settle();
    }
    if (trusted && inputType === 'insertText') {
      this.#typed(atEnd && length === this.#keys.length + 1);
    } else {
      this.#spoilBy(inputType, trusted);
    }
    if (length === 0) {
      this.end(micros, 'CORRECTED');
    }
  }

  /** Something else happened to the field that makes its keys say nothing. */
  spoil(outcome: EntryOutcome, reason?: AbstentionReason): void {
    this.#keys = [];
    this.#down.clear();
    this.#spoiled ??= reason ? { outcome, reason } : { outcome };
  }

  /** The field was left or sent. Without keys, and unspoiled, nothing is told. */
  end(micros: number, outcome: EntryOutcome, length?: number): void {
    if (this.#ended || (this.#keys.length === 0 && !this.#spoiled)) {
      return;
    }
    if (!this.#spoiled && length !== undefined && length !== this.#keys.length) {
      this.spoil(length > this.#keys.length ? 'AUTOFILLED' : 'CORRECTED');
    }
    this.#ended = { end: micros, outcome };
    if (this.#down.size === 0 || this.#spoiled) {
      this.settle();
    } else {
      const mine = this.#ended;
      setTimeout(() => this.#ended === mine && this.settle(), PATIENCE_MILLIS);
    }
  }

  /** Hands on an entry that has ended, whether or not all its keys are up. */
  settle(): void {
    if (!this.#ended) {
      return;
    }
    const { end, outcome } = this.#ended;
    const keys = this.#keys;
    const spoiled = this.#spoiled;
    this.clear();
    if (spoiled) {
      this.#onEntry({ keys: [], count: 0, end, ...spoiled });
    } else if (outcome !== 'COMPLETED' || keys.length > MOST_KEYS) {
      this.#onEntry({ keys: [], count: 0, end, outcome: outcome === 'COMPLETED' ? 'ABANDONED' : outcome });
    } else if (keys.every((key) => key.dwell !== undefined && key.dwell < SOFTWARE_DWELL_MICROS)) {
      this.#onEntry({ keys: [], count: 0, end, outcome: 'COMPOSED', reason: 'SCREEN_READER' });
    } else {
      this.#onEntry({ keys: released(keys), count: keys.length, end, outcome });
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#keys = [];
    this.#down.clear();
    this.#pending = this.#spoiled = this.#ended = undefined;
    this.#repeats = false;
  }

  #typed(grewAtEnd: boolean): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (this.#spoiled) {
      return;
    }
    if (pending && grewAtEnd) {
      const key: Key = { press: pending.press };
      this.#keys.push(key);
      this.#down.set(pending.code, key);
    } else if (pending || this.#repeats) {
      this.spoil('CORRECTED');
    } else {
      this.spoil('AUTOFILLED', 'AUTOFILL');
    }
  }

  #spoilBy(inputType: string, trusted: boolean): void {
    if (!trusted) {
      this.spoil('AUTOFILLED', 'PASSWORD_MANAGER');
    } else if (/^(delete|history)/.test(inputType) && !/Composition/.test(inputType)) {
      this.spoil('CORRECTED');
    } else if (/^insertFrom(Paste|Drop|Yank)/.test(inputType)) {
      this.spoil('PASTED', 'PASTE');
    } else if (/Composition|Dictation/.test(inputType)) {
      this.spoil('COMPOSED', 'IME');
    } else {
      this.spoil('AUTOFILLED', 'AUTOFILL');
    }
  }
}

function released(keys: readonly Key[]): { position: number; press: number; dwell: number }[] {
  return keys.flatMap(({ press, dwell }, position) =>
    dwell === undefined ? [] : [{ position, press, dwell }],
  );
}
