/** Events as a browser makes them: trusted, through the whole document. happy-dom trusts none of its own. */
export function trusted<E extends Event>(event: E): E {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}

const init = { bubbles: true, composed: true } as const;

/** Presses and releases a key in a field whose value grows by it. */
export function typeKey(field: HTMLInputElement | HTMLTextAreaElement, code: string): void {
  pressKey(field, code);
  wait(5);
  releaseKey(field, code);
}

export function pressKey(field: HTMLInputElement | HTMLTextAreaElement, code: string): void {
  field.dispatchEvent(trusted(new KeyboardEvent('keydown', { ...init, code, key: 'x' })));
  if (code.startsWith('Key')) {
    change(field, field.value + 'x', 'insertText');
  }
}

export function releaseKey(field: HTMLElement, code: string): void {
  field.dispatchEvent(trusted(new KeyboardEvent('keyup', { ...init, code, key: 'x' })));
}

export function change(field: HTMLInputElement | HTMLTextAreaElement, value: string, inputType: string): void {
  field.value = value;
  field.setSelectionRange?.(value.length, value.length);
  field.dispatchEvent(trusted(new InputEvent('input', { ...init, inputType })));
}

export function happen(target: EventTarget, type: string, more: object = {}): void {
  target.dispatchEvent(trusted(Object.assign(new Event(type, init), more)));
}

/** Lets the clock go on. */
export function wait(millis: number): void {
  const until = performance.now() + millis;
  while (performance.now() < until);
}
