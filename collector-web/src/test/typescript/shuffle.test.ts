import { expect, test } from 'vitest';
import { shuffle } from '../../main/typescript/shuffle';

test('shuffle keeps every item once and leaves its argument alone', () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const before = items.slice();
  expect(shuffle(items).sort((a, b) => a - b)).toEqual(before);
  expect(items).toEqual(before);
});

test('shuffle gives each order of three equally often', () => {
  const rounds = 24_000;
  const seen = new Map<string, number>();
  for (let i = 0; i < rounds; i++) {
    const order = shuffle([0, 1, 2]).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  // chi-squared with 5 degrees of freedom: beyond 60 once in eighty billion runs
  const expected = rounds / 6;
  const chiSquared = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquared).toBeLessThan(60);
});
