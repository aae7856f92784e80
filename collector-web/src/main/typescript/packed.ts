import type { Batch, Event as WireEvent } from './message';

/** Media type of the packed form. */
export const PACKED = 'application/vnd.demeanor.batch';

const OUTCOMES = ['COMPLETED', 'CORRECTED', 'ABANDONED', 'AUTOFILLED', 'PASTED', 'COMPOSED'];
const REASONS = ['AUTOFILL', 'PASTE', 'IME', 'SCREEN_READER', 'PASSWORD_MANAGER', 'CONSENT', 'UNSUPPORTED'];

const TIME = 8;
/** How many bytes each part of an event takes. */
const WIDTHS = { k: [1, 1, TIME, 4], e: [1, 2, TIME, 1], p: [1, TIME, 4, 4] };
const PAIR = [1, 1, 4, 4];

/** Writes a batch in the packed form: big-endian numbers, each as wide as it needs. */
export function pack(batch: Batch): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const number = (value: number, width: number): void => {
    for (let shift = width - 1; shift >= 0; shift--) {
      bytes.push(Math.floor(value / 2 ** (8 * shift)) & 0xff);
    }
  };
  const ascii = (text: string): void => {
    for (const byte of text) {
      number(byte.charCodeAt(0), 1);
    }
  };
  const text = (value: string): void => {
    number(value.length, 1);
    ascii(value);
  };
  const event = (each: WireEvent): void => {
    ascii(each[0]);
    if (each[0] === 'b') {
      number(each[1], TIME);
      each[2].forEach((pair) => pair.forEach((part, index) => number(part, PAIR[index] as number)));
    } else if (each[0] === 'v') {
      text(each[1]);
      number(each[2], TIME);
    } else {
      const widths = WIDTHS[each[0]];
      each.slice(1).forEach((part, index) =>
        number(typeof part === 'string' ? OUTCOMES.indexOf(part) : part, widths[index] as number),
      );
    }
  };
  ascii('DMB');
  number(batch.v, 1);
  ascii(atob(batch.nonce.replace(/-/g, '+').replace(/_/g, '/')));
  number(batch.batch, 4);
  const { fields = [], abstained = [] } = batch;
  number(fields.length, 1);
  for (const { name, epoch } of fields) {
    text(name);
    number(epoch, 4);
  }
  number(abstained.length, 1);
  for (const { field, reason } of abstained) {
    text(field);
    number(REASONS.indexOf(reason), 1);
  }
  number(batch.events.length, 2);
  batch.events.forEach(event);
  return Uint8Array.from(bytes);
}
