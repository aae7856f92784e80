import { expect, test } from 'vitest';
import type { Field, Pair } from '../../main/typescript/message';
import { Outbox } from '../../main/typescript/outbox';

const password: Field = { name: 'password', epoch: 2 };
const phrase: Field = { name: 'phrase', epoch: 0 };

function outbox(dropped: number[] = []): Outbox {
  return new Outbox((events) => dropped.push(events));
}

test('take names fields once and events by their place', () => {
  const box = outbox();
  box.add(['k', 0, 0, 1, 1], phrase);
  box.add(['k', 0, 0, 2, 1], password);
  box.add(['e', 0, 1, 3, 'COMPLETED'], phrase);
  const message = box.take();
  expect(message.fields).toEqual([phrase, password]);
  expect(message.events.map((event) => event[1])).toEqual([0, 1, 0]);
});

test('take counts messages and leaves nothing behind', () => {
  const box = outbox();
  box.add(['v', '/', 1]);
  box.abstain('password', 'PASTE');
  expect(box.take()).toEqual({ v: 1, batch: 0, fields: [], events: [['v', '/', 1]], abstained: [{ field: 'password', reason: 'PASTE' }] });
  expect(box.isEmpty).toBe(true);
  expect(box.take().batch).toBe(1);
});

test('a reason is told once in a message', () => {
  const box = outbox();
  box.abstain('password', 'PASTE');
  box.abstain('password', 'PASTE');
  box.abstain('password', 'IME');
  expect(box.take().abstained).toHaveLength(2);
});

test('a message holds at most six hundred events, a block counting fifty', () => {
  const box = outbox();
  const block = Array.from({ length: 50 }, (): Pair => [0, 1, 1, 1]);
  for (let i = 0; i < 20; i++) {
    box.add(['b', i, block]);
  }
  expect(box.take().events).toHaveLength(12);
  expect(box.take().events).toHaveLength(8);
});

test('a message names at most twenty-four fields', () => {
  const box = outbox();
  for (let i = 0; i < 30; i++) {
    box.add(['k', 0, 0, i, 1], { name: `field-${i}`, epoch: 0 });
  }
  expect(box.take().fields).toHaveLength(24);
  expect(box.take().fields).toHaveLength(6);
});

test('of too many waiting events the oldest are dropped and counted', () => {
  const dropped: number[] = [];
  const box = outbox(dropped);
  for (let i = 0; i < 4_010; i++) {
    box.add(['v', '/', i]);
  }
  expect(dropped.reduce((sum, count) => sum + count)).toBe(10);
  expect(box.take().events[0]).toEqual(['v', '/', 10]);
});
