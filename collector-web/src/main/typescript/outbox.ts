import type { Abstention, AbstentionReason, Batch, Event as WireEvent, Field } from './message';

/** Of one message: a third of what the server takes, and well within what a browser sends of a page that closes. */
const MOST_EVENTS = 600;
const MOST_FIELDS = 24;
/** Of everything that waits while the server cannot be reached. */
const MOST_WAITING = 4_000;
/** A block counts as what is in it. */
const BLOCK_WEIGHT = 50;

interface Waiting {
  readonly event: WireEvent;
  readonly field?: Field;
}

/** What was captured and has not been sent. Bounded: the oldest goes first, and is counted. */
export class Outbox {
  #waiting: Waiting[] = [];
  #abstained: Abstention[] = [];
  #next = 0;
  readonly #onDrop: (events: number) => void;

  constructor(onDrop: (events: number) => void) {
    this.#onDrop = onDrop;
  }

  get size(): number {
    return this.#waiting.length;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#abstained.length === 0;
  }

  add(event: WireEvent, field?: Field): void {
    this.#waiting.push(field ? { event, field } : { event });
    const tooMany = this.#waiting.length - MOST_WAITING;
    if (tooMany > 0) {
      this.#waiting.splice(0, tooMany);
      this.#onDrop(tooMany);
    }
  }

  /** Says once in a message why a field tells nothing. */
  abstain(field: string, reason: AbstentionReason): void {
    if (!this.#abstained.some((said) => said.field === field && said.reason === reason)) {
      this.#abstained.push({ field, reason });
    }
  }

  /** Takes the oldest events out as a message; the nonce is put in when it is sent. */
  take(): Omit<Batch, 'nonce'> {
    const fields: Field[] = [];
    const events: WireEvent[] = [];
    let weight = 0;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      weight += next.event[0] === 'b' ? BLOCK_WEIGHT : 1;
      const event = next.field ? numbered(next.event, next.field, fields) : next.event;
      if (weight > MOST_EVENTS || !event) {
        break;
      }
      events.push(event);
      this.#waiting.shift();
    }
    const abstained = this.#abstained.splice(0, MOST_FIELDS);
    return { v: 1, batch: this.#next++, fields, events, abstained };
  }

  clear(): void {
    this.#waiting = [];
    this.#abstained = [];
  }
}

/** Puts the place of its field in the message's list into an event; undefined when the list is full. */
function numbered(event: WireEvent, field: Field, fields: Field[]): WireEvent | undefined {
  let index = fields.findIndex(({ name, epoch }) => name === field.name && epoch === field.epoch);
  if (index < 0) {
    if (fields.length === MOST_FIELDS) {
      return undefined;
    }
    index = fields.push(field) - 1;
  }
  const copy = [...event];
  copy[1] = index;
  return copy as WireEvent;
}
