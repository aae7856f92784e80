import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FixedText, type Entry } from '../../main/typescript/fixed-text';

const MILLI = 1000;
let entries: Entry[];
let text: FixedText;
let length: number;

beforeEach(() => {
  entries = [];
  length = 0;
  text = new FixedText((entry) => entries.push(entry));
});

afterEach(() => {
  vi.useRealTimers();
});

function press(code: string, millis: number): void {
  text.press(code, millis * MILLI, false);
  text.changed('insertText', true, ++length, true, millis * MILLI);
}

function type(code: string, millis: number, dwellMillis = 80): void {
  press(code, millis);
  text.release(code, (millis + dwellMillis) * MILLI);
}

function end(millis: number): void {
  text.end(millis * MILLI, 'COMPLETED', length);
}

test('a typed entry has position, press and dwell of each key', () => {
  type('KeyA', 0, 70);
  type('KeyB', 200, 90);
  end(400);
  expect(entries).toEqual([
    {
      keys: [
        { position: 0, press: 0, dwell: 70 * MILLI },
        { position: 1, press: 200 * MILLI, dwell: 90 * MILLI },
      ],
      count: 2,
      end: 400 * MILLI,
      outcome: 'COMPLETED',
    },
  ]);
});

test('the key under shift is at one position', () => {
  text.press('ShiftLeft', 0, false);
  type('KeyA', 50);
  text.release('ShiftLeft', 300 * MILLI);
  end(400);
  expect(entries[0]).toMatchObject({ count: 1, outcome: 'COMPLETED' });
});

test('an end waits for keys that are down', () => {
  type('KeyA', 0);
  press('KeyB', 100);
  end(150);
  expect(entries).toEqual([]);
  text.release('KeyB', 180 * MILLI);
  expect(entries[0]?.keys).toHaveLength(2);
  expect(entries[0]?.end).toBe(150 * MILLI);
});

test('an end does not wait for ever', () => {
  vi.useFakeTimers();
  type('KeyA', 0);
  press('KeyB', 100);
  end(150);
  vi.advanceTimersByTime(1_001);
  expect(entries[0]).toMatchObject({ count: 2, outcome: 'COMPLETED' });
  expect(entries[0]?.keys).toHaveLength(1);
});

test('a correction spoils the entry and tells no key', () => {
  type('KeyA', 0);
  type('KeyB', 200);
  text.press('Backspace', 300 * MILLI, false);
  text.changed('deleteContentBackward', true, --length, true, 300 * MILLI);
  type('KeyC', 500);
  end(700);
  expect(entries).toEqual([{ keys: [], count: 0, end: 700 * MILLI, outcome: 'CORRECTED' }]);
});

test('an emptied field begins a new entry', () => {
  type('KeyA', 0);
  text.changed('deleteContentBackward', true, 0, true, 300 * MILLI);
  length = 0;
  type('KeyB', 500);
  end(700);
  expect(entries.map(({ outcome }) => outcome)).toEqual(['CORRECTED', 'COMPLETED']);
});

test('text put in before the end is a correction', () => {
  type('KeyA', 0);
  text.press('KeyB', 100 * MILLI, false);
  text.changed('insertText', true, ++length, false, 100 * MILLI);
  end(300);
  expect(entries[0]?.outcome).toBe('CORRECTED');
});

test('text that replaces a selection is a correction', () => {
  type('KeyA', 0);
  type('KeyB', 100);
  text.press('KeyC', 200 * MILLI, false);
  text.changed('insertText', true, (length = 1), true, 200 * MILLI);
  end(300);
  expect(entries[0]?.outcome).toBe('CORRECTED');
});

test('a key that repeats is a correction', () => {
  press('KeyA', 0);
  text.press('KeyA', 500 * MILLI, true);
  text.changed('insertText', true, ++length, true, 500 * MILLI);
  text.release('KeyA', 600 * MILLI);
  end(700);
  expect(entries[0]?.outcome).toBe('CORRECTED');
});

test.each([
  ['insertFromPaste', true, 'PASTED', 'PASTE'],
  ['insertFromDrop', true, 'PASTED', 'PASTE'],
  ['insertCompositionText', true, 'COMPOSED', 'IME'],
  ['deleteByComposition', true, 'COMPOSED', 'IME'],
  ['insertFromDictation', true, 'COMPOSED', 'IME'],
  ['insertReplacementText', true, 'AUTOFILLED', 'AUTOFILL'],
  ['', true, 'AUTOFILLED', 'AUTOFILL'],
  ['insertText', true, 'AUTOFILLED', 'AUTOFILL'],
  ['insertText', false, 'AUTOFILLED', 'PASSWORD_MANAGER'],
])('text from %s (trusted: %s) ends as %s', (inputType, trusted, outcome, reason) => {
  text.changed(inputType, trusted, 8, true, 0);
  text.end(100 * MILLI, 'COMPLETED', 8);
  expect(entries).toEqual([{ keys: [], count: 0, end: 100 * MILLI, outcome, reason }]);
});

test('a value that the page lengthened was not typed', () => {
  type('KeyA', 0);
  text.end(100 * MILLI, 'COMPLETED', 9);
  expect(entries[0]?.outcome).toBe('AUTOFILLED');
});

test('keys let go of faster than fingers can are of software', () => {
  for (let i = 0; i < 6; i++) {
    type('KeyA', 10 * i, 1);
  }
  end(100);
  expect(entries[0]).toMatchObject({ keys: [], outcome: 'COMPOSED', reason: 'SCREEN_READER' });
});

test('an entry cut short is told as abandoned, without keys', () => {
  type('KeyA', 0);
  text.end(100 * MILLI, 'ABANDONED');
  expect(entries).toEqual([{ keys: [], count: 0, end: 100 * MILLI, outcome: 'ABANDONED' }]);
});

test('a field that was only passed through tells nothing', () => {
  text.press('Tab', 0, false);
  text.release('Tab', 80 * MILLI);
  end(100);
  expect(entries).toEqual([]);
});

test('one entry after the other in the same field', () => {
  for (const start of [0, 1_000]) {
    type('KeyA', start);
    type('KeyB', start + 200);
    end(start + 400);
    length = 0;
  }
  expect(entries.map(({ count, outcome }) => [count, outcome])).toEqual([
    [2, 'COMPLETED'],
    [2, 'COMPLETED'],
  ]);
});
