import { expect, test } from 'vitest';
import { Backoff } from '../../main/typescript/backoff';

test('the bound of a wait doubles up to a minute', () => {
  const backoff = new Backoff();
  const bounds = Array.from({ length: 9 }, () => backoff.next(0, () => 1));
  expect(bounds).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
});

test('a wait is anything up to its bound', () => {
  expect(new Backoff().next(0, () => 0)).toBe(0);
  expect(new Backoff().next(0, () => 0.25)).toBe(250);
});

test('after five minutes there is no next try, until reset', () => {
  const backoff = new Backoff();
  expect(backoff.next(0, () => 0.5)).toBe(500);
  expect(backoff.next(299_999, () => 0.5)).toBeUndefined();
  backoff.reset();
  expect(backoff.next(300_000, () => 0.5)).toBe(500);
});
