import type { KeyClass } from './message';

export const LETTER_LEFT = 0;
export const LETTER_RIGHT = 1;
export const SPACE = 2;
export const DELETE = 3;
export const NAVIGATION = 4;
export const MODIFIER = 5;
export const OTHER = 6;

const LEFT_HAND = 'QWERTASDFGZXCVB';

/**
 * The coarse class of a physical key, from where it lies on the keyboard (`KeyboardEvent.code`), or
 * undefined when the keyboard does not say, as those on a screen do not. The class follows the place, so
 * it is the same under every layout; letters that a layout puts on places of punctuation count as OTHER.
 */
export function keyClass(code: string): KeyClass | undefined {
  if (code === '' || code === 'Unidentified') {
    return undefined;
  }
  if (/^Key.$/.test(code)) {
    return LEFT_HAND.includes(code.charAt(3)) ? LETTER_LEFT : LETTER_RIGHT;
  }
  if (code === 'Space') {
    return SPACE;
  }
  if (/^(Backspace|Delete)$/.test(code)) {
    return DELETE;
  }
  if (/^(Enter|NumpadEnter|Tab|Escape|Home|End|PageUp|PageDown|Arrow.+)$/.test(code)) {
    return NAVIGATION;
  }
  return isModifier(code) ? MODIFIER : OTHER;
}

/** Whether the key does nothing by itself. */
export function isModifier(code: string): boolean {
  return /^(Shift|Control|Alt|Meta|CapsLock|Fn)/.test(code);
}
