import { expect, test } from 'vitest';
import { DELETE, LETTER_LEFT, LETTER_RIGHT, MODIFIER, NAVIGATION, OTHER, SPACE, keyClass } from '../../main/typescript/keys';

test.each([
  ['KeyQ', LETTER_LEFT],
  ['KeyB', LETTER_LEFT],
  ['KeyY', LETTER_RIGHT],
  ['KeyN', LETTER_RIGHT],
  ['Space', SPACE],
  ['Backspace', DELETE],
  ['Delete', DELETE],
  ['Enter', NAVIGATION],
  ['ArrowLeft', NAVIGATION],
  ['Tab', NAVIGATION],
  ['ShiftLeft', MODIFIER],
  ['AltRight', MODIFIER],
  ['Digit1', OTHER],
  ['Semicolon', OTHER],
  ['F5', OTHER],
  ['IntlBackslash', OTHER],
])('keyClass of %s is %i', (code, kind) => {
  expect(keyClass(code)).toBe(kind);
});

test('keyClass puts fifteen letters left and eleven right', () => {
  const classes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => keyClass(`Key${letter}`));
  expect(classes.filter((kind) => kind === LETTER_LEFT)).toHaveLength(15);
  expect(classes.filter((kind) => kind === LETTER_RIGHT)).toHaveLength(11);
});

test.each(['', 'Unidentified'])('keyClass of a keyboard that does not say is unknown', (code) => {
  expect(keyClass(code)).toBeUndefined();
});
