import { beforeEach, expect, test } from 'vitest';
import { Pointer } from '../../main/typescript/pointer';

const MILLI = 1000;
const [MOVE, PRESS, RELEASE, DRAG, UP, DOWN] = [0, 1, 2, 3, 4, 5];
let told: number[][];
let pointer: Pointer;

beforeEach(() => {
  told = [];
  pointer = new Pointer((...action) => told.push(action));
});

function at(clientX: number, clientY: number): { clientX: number; clientY: number } {
  return { clientX, clientY };
}

test('a movement is told ten times a second', () => {
  for (let millis = 0; millis < 1_000; millis += 16) {
    pointer.move(at(millis, 1), 0, millis * MILLI);
  }
  expect(told.length).toBeGreaterThanOrEqual(8);
  expect(told.length).toBeLessThanOrEqual(10);
  expect(told[0]).toEqual([MOVE, 0, 0, 1]);
});

test('buttons are told at once, with their place', () => {
  pointer.move(at(1, 1), 0, 0);
  pointer.press(at(2.4, 3.6), 10 * MILLI);
  pointer.release(at(2.4, 3.6), 90 * MILLI);
  expect(told.slice(1)).toEqual([
    [PRESS, 10 * MILLI, 2, 4],
    [RELEASE, 90 * MILLI, 2, 4],
  ]);
});

test('a movement with a button down is a drag', () => {
  pointer.move(at(1, 1), 1, 0);
  expect(told[0]?.[0]).toBe(DRAG);
});

test('scrolling is told by direction, once for many steps of a touch pad', () => {
  for (let millis = 0; millis < 100; millis += 10) {
    pointer.scroll(at(5, 5), 3, millis * MILLI);
  }
  pointer.scroll(at(5, 5), -3, 200 * MILLI);
  pointer.scroll(at(5, 5), 0, 400 * MILLI);
  expect(told.map(([action]) => action)).toEqual([DOWN, UP]);
});

test('places stay within what the server takes', () => {
  pointer.press(at(1e9, -1e9), 0);
  expect(told[0]).toEqual([PRESS, 0, 60_000, -60_000]);
});
