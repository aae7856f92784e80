import type { Answer } from './sender';

const TEXTS = {
  CHALLENGE: 'Please confirm that it is you.',
  DENY: 'Your session has ended. Please sign in again.',
} as const;

/**
 * Tells the person what the server said, at the top of the page, for everybody to see and for screen
 * readers to say. How it looks is the host's: classes `demeanor-notice` and `demeanor-challenge` or
 * `demeanor-deny`.
 */
export function show(answer: Answer): void {
  const text = (answer.text ?? TEXTS[answer.verdict]) + (answer.reference ? ` (${answer.reference})` : '');
  const shown = document.querySelector('.demeanor-notice');
  if (shown?.textContent === text) {
    return; // said once is enough
  }
  shown?.remove();
  const notice = document.createElement('div');
  notice.className = `demeanor-notice demeanor-${answer.verdict.toLowerCase()}`;
  notice.setAttribute('role', 'alert');
  document.body.prepend(notice);
  // Text that is put into an alert is read out; an alert that comes with its text is not by every reader.
  notice.textContent = text;
}
