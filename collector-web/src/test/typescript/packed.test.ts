import { expect, test } from 'vitest';
import type { Batch, Pair } from '../../main/typescript/message';
import { pack } from '../../main/typescript/packed';

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const EMPTY: Batch = { v: 1, nonce: 'AAECAwQFBgcICQoLDA0ODw', batch: 258, events: [] };
const HEAD = `444d4201000102030405060708090a0b0c0d0e0f00000102`;

test('a batch begins with its mark, version, nonce and number', () => {
  expect(hex(pack(EMPTY))).toBe(`${HEAD}00000000`);
});

test('a nonce may hold the letters that are special to base64url', () => {
  expect(hex(pack({ ...EMPTY, nonce: '-_-_AAAAAAAAAAAAAAAAAA' }))).toContain('fbffbf000000');
});

test('every event has its parts at their widths', () => {
  const batch: Batch = {
    ...EMPTY,
    fields: [{ name: 'pin', epoch: 3 }],
    abstained: [{ field: 'pin', reason: 'IME' }],
    events: [
      ['k', 0, 7, 1_712_000_000_000_123, 93_000],
      ['e', 0, 256, 9_007_199_254_740_991, 'PASTED'],
      ['p', 4, 1, -60_000, 60_000],
      ['v', '/a', 2],
    ],
  };
  expect(hex(pack(batch))).toBe(
    [
      HEAD,
      '01' + '0370696e' + '00000003',
      '01' + '0370696e' + '02',
      '0004',
      '6b' + '00' + '07' + '0006150e0fdb007b' + '00016b48',
      '65' + '00' + '0100' + '001fffffffffffff' + '04',
      '70' + '04' + '0000000000000001' + 'ffff15a0' + '0000ea60',
      '76' + '022f61' + '0000000000000002',
    ].join(''),
  );
});

test('a block is fifty pairs of ten bytes', () => {
  const pairs = Array.from({ length: 50 }, (_, index): Pair => [0, 6, index, 60_000_000]);
  const bytes = pack({ ...EMPTY, events: [['b', 1, pairs]] });
  expect(bytes).toHaveLength(HEAD.length / 2 + 4 + 9 + 500);
  expect(hex(bytes.slice(-10))).toBe('0006' + '00000031' + '03938700');
});
