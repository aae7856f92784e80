import { expect, test } from 'vitest';
import { FreeText } from '../../main/typescript/free-text';
import { LETTER_LEFT, LETTER_RIGHT, SPACE } from '../../main/typescript/keys';
import type { Pair } from '../../main/typescript/message';

const MILLI = 1000;

function recorder(): { blocks: { time: number; pairs: Pair[] }[]; text: FreeText } {
  const blocks: { time: number; pairs: Pair[] }[] = [];
  return { blocks, text: new FreeText((time, pairs) => blocks.push({ time, pairs })) };
}

/** Types keys 100 ms apart, each held as many ms as its number says. */
function type(text: FreeText, keys: number, from = 0): void {
  for (let i = from; i < from + keys; i++) {
    const code = ['KeyA', 'KeyL', 'Space'][i % 3] as string;
    text.press(code, i * 100 * MILLI);
    text.release(code, (i * 100 + 20 + (i % 60)) * MILLI);
  }
}

test('fifty pairs are one block, with the time of its last press', () => {
  const { blocks, text } = recorder();
  type(text, 51);
  expect(blocks).toHaveLength(1);
  expect(blocks[0]?.pairs).toHaveLength(50);
  expect(blocks[0]?.time).toBe(5_000 * MILLI);
});

test('an incomplete block is never handed on', () => {
  const { blocks, text } = recorder();
  type(text, 50);
  expect(blocks).toEqual([]);
});

test('pairs hold classes, the dwell of the first and press to press', () => {
  const { blocks, text } = recorder();
  type(text, 51);
  const pairs = new Set(blocks[0]?.pairs.map((pair) => pair.join()));
  expect(pairs).toContain([LETTER_LEFT, LETTER_RIGHT, 20 * MILLI, 100 * MILLI].join());
  expect(pairs).toContain([LETTER_RIGHT, SPACE, 21 * MILLI, 100 * MILLI].join());
});

test('the order of a block is not the order of typing', () => {
  const { blocks, text } = recorder();
  type(text, 51);
  const dwells = blocks[0]?.pairs.map(([, , dwell]) => dwell) ?? [];
  expect(dwells).not.toEqual(dwells.slice().sort((a, b) => a - b));
});

test('keys that overlap are paired by their presses', () => {
  const { blocks, text } = recorder();
  type(text, 49);
  text.press('KeyA', 5_000 * MILLI);
  text.press('KeyL', 5_030 * MILLI);
  text.release('KeyL', 5_090 * MILLI);
  text.release('KeyA', 5_200 * MILLI);
  text.press('Space', 5_300 * MILLI);
  expect(blocks[0]?.pairs).toContainEqual([LETTER_LEFT, LETTER_RIGHT, 200 * MILLI, 30 * MILLI]);
});

test('a key after an interruption is not the second of a pair', () => {
  const { blocks, text } = recorder();
  type(text, 50);
  text.interrupt();
  type(text, 1, 50);
  expect(blocks).toEqual([]);
  type(text, 1, 51);
  expect(blocks).toHaveLength(1);
});

test('a pause of more than a minute separates', () => {
  const { blocks, text } = recorder();
  type(text, 50);
  text.press('KeyA', 70_000 * MILLI);
  text.release('KeyA', 70_050 * MILLI);
  expect(blocks).toEqual([]);
});

test('keyboards that do not name keys give no pairs', () => {
  const { blocks, text } = recorder();
  for (let i = 0; i < 200; i++) {
    text.press('', i * 100 * MILLI);
    text.release('', (i * 100 + 50) * MILLI);
  }
  expect(blocks).toEqual([]);
});

test('what is cleared is never handed on', () => {
  const { blocks, text } = recorder();
  type(text, 50);
  text.clear();
  type(text, 50, 50);
  expect(blocks).toEqual([]);
});
