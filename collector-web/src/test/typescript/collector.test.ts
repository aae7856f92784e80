import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as demeanor from '../../main/typescript/index';
import type { Batch, Event as WireEvent } from '../../main/typescript/message';
import { change, happen, pressKey, releaseKey, trusted, typeKey, wait } from './page';

let sent: Batch[];
let reply: object;

beforeEach(() => {
  sent = [];
  reply = {};
  vi.stubGlobal('fetch', async (_: string, init: RequestInit = {}) => {
    if (init.body) {
      sent.push(JSON.parse(await (init.body as Blob).text()) as Batch);
    }
    return new Response(JSON.stringify({ v: 1, nonce: 'next', ...reply }), { headers: { 'Content-Type': 'application/json' } });
  });
});

afterEach(() => {
  demeanor.stop();
  document.head.innerHTML = document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

async function page<T extends Element = HTMLInputElement>(html: string, options: demeanor.Options = {}): Promise<T> {
  document.body.innerHTML = html;
  expect(await demeanor.start({ nonce: 'first', form: 'json', ...options })).toBe(true);
  return document.body.querySelector('[id=it]') as T;
}

async function events(kind?: string): Promise<WireEvent[]> {
  await demeanor.flush();
  return sent.flatMap((batch) => batch.events).filter((event) => !kind || event[0] === kind);
}

async function outcomes(): Promise<unknown[]> {
  return (await events('e')).map((event) => event[4]);
}

function reasons(): string[] {
  return sent.flatMap((batch) => batch.abstained ?? []).map(({ field, reason }) => `${field} ${reason}`);
}

test('a fixed field is found by its mark, and told by name and epoch', async () => {
  const field = await page('<input id=it data-demeanor=fixed data-demeanor-name=phrase data-demeanor-epoch=3>');
  ['KeyA', 'KeyB', 'KeyC'].forEach((code) => typeKey(field, code));
  happen(field, 'focusout');
  expect((await events()).map(([kind, , part]) => [kind, part])).toEqual([
    ['k', 0],
    ['k', 1],
    ['k', 2],
    ['e', 3],
  ]);
  expect(sent[0]?.fields).toEqual([{ name: 'phrase', epoch: 3 }]);
});

test('a field is found that was added later, also in a shadow root', async () => {
  const host = await page<HTMLElement>('<div id=it></div>');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<input data-demeanor=fixed name=Pin-Code>';
  const field = root.querySelector('input') as HTMLInputElement;
  typeKey(field, 'KeyA');
  happen(field, 'focusout');
  expect(await outcomes()).toEqual(['COMPLETED']);
  expect(sent[0]?.fields).toEqual([{ name: 'pin-code', epoch: 0 }]);
});

test('a field is found that the page named by a call', async () => {
  const field = await page('<input id=it>');
  demeanor.field(field, 'phrase', 2);
  typeKey(field, 'KeyA');
  happen(field, 'focusout');
  await events();
  expect(sent[0]?.fields).toEqual([{ name: 'phrase', epoch: 2 }]);
});

test('fields without a mark are not looked at', async () => {
  const field = await page('<input id=it><textarea></textarea>');
  typeKey(field, 'KeyA');
  happen(field, 'focusout');
  expect(await events()).toEqual([]);
});

test('enter ends an entry before the form is sent', async () => {
  const field = await page('<form><input id=it data-demeanor=fixed name=pin></form>');
  typeKey(field, 'KeyA');
  pressKey(field, 'Enter');
  happen(field.form as HTMLFormElement, 'submit');
  expect(await outcomes()).toEqual(['COMPLETED']);
});

test('sending the form ends the entries in it', async () => {
  const field = await page('<form><input id=it data-demeanor=fixed name=pin></form>');
  typeKey(field, 'KeyA');
  happen(field.form as HTMLFormElement, 'submit');
  expect(await outcomes()).toEqual(['COMPLETED']);
});

test('leaving the window is not leaving the field', async () => {
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  field.focus();
  typeKey(field, 'KeyA');
  happen(field, 'focusout');
  typeKey(field, 'KeyB');
  happen(field, 'keydown', { code: 'Enter' });
  expect((await events('e')).map(([, , keys]) => keys)).toEqual([2]);
});

test('events that a script made up are nothing', async () => {
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  field.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyA', bubbles: true }));
  field.dispatchEvent(new Event('focusout', { bubbles: true }));
  document.dispatchEvent(new PointerEvent('pointermove', { clientX: 5, isPrimary: true }));
  expect(await events()).toEqual([]);
});

test('a value that a script put in is a password manager', async () => {
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  field.value = 'filled';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  happen(field, 'focusout');
  expect(await outcomes()).toEqual(['AUTOFILLED']);
  expect(reasons()).toEqual(['pin PASSWORD_MANAGER']);
});

test('a field that the page empties is not filled in', async () => {
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  field.value = '';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  happen(field, 'focusout');
  expect(await events()).toEqual([]);
});

test('a value without keys is filled in by the browser', async () => {
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  change(field, 'filled', '');
  happen(field, 'focusout');
  expect(await outcomes()).toEqual(['AUTOFILLED']);
  expect(reasons()).toEqual(['pin AUTOFILL']);
});

test.each([
  ['paste', 'PASTED', 'PASTE'],
  ['drop', 'PASTED', 'PASTE'],
  ['compositionstart', 'COMPOSED', 'IME'],
])('%s spoils the entry', async (type, outcome, reason) => {
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  typeKey(field, 'KeyA');
  happen(field, type);
  happen(field, 'focusout');
  expect(await events()).toMatchObject([['e', 0, 0, {}, outcome].map((part) => (typeof part === 'object' ? expect.any(Number) : part))]);
  expect(reasons()).toEqual([`pin ${reason}`]);
});

test('free text gives a block of fifty pairs, without name or place', async () => {
  const field = await page<HTMLTextAreaElement>('<textarea id=it data-demeanor=free name=mail></textarea>');
  for (let i = 0; i < 51; i++) {
    typeKey(field, i % 2 ? 'KeyA' : 'KeyL');
  }
  const blocks = await events('b');
  expect(blocks).toHaveLength(1);
  expect((blocks[0] as Extract<WireEvent, ['b', ...unknown[]]>)[2]).toHaveLength(50);
  expect(sent[0]?.fields).toEqual([]);
});

test('a block that is not full stays in the page, also when it closes', async () => {
  const beacons: unknown[] = [];
  vi.spyOn(navigator, 'sendBeacon').mockImplementation((...beacon) => beacons.push(beacon) > 0);
  const field = await page<HTMLTextAreaElement>('<textarea id=it data-demeanor=free></textarea>');
  for (let i = 0; i < 50; i++) {
    typeKey(field, 'KeyA');
  }
  window.dispatchEvent(trusted(new Event('pagehide')));
  expect(await events()).toEqual([]);
  expect(beacons).toEqual([]);
});

test('a password is never free text, wherever it is', async () => {
  const field = await page('<form data-demeanor=free><input type=password id=it></form>');
  for (let i = 0; i < 60; i++) {
    typeKey(field, 'KeyA');
  }
  expect(await events()).toEqual([]);
});

test('an element marked off is not looked at', async () => {
  const field = await page<HTMLTextAreaElement>('<div data-demeanor=free><p data-demeanor=off><textarea id=it></textarea></p></div>');
  for (let i = 0; i < 60; i++) {
    typeKey(field, 'KeyA');
  }
  happen(field, 'pointermove', { isPrimary: true, clientX: 3, clientY: 4, buttons: 0 });
  expect(await events()).toEqual([]);
});

test('pasted free text is told, and no pair reaches over it', async () => {
  const field = await page<HTMLTextAreaElement>('<textarea id=it data-demeanor=free name=mail></textarea>');
  for (let i = 0; i < 50; i++) {
    typeKey(field, 'KeyA');
  }
  happen(field, 'paste');
  typeKey(field, 'KeyA');
  expect(await events()).toEqual([]);
  expect(reasons()).toEqual(['mail PASTE']);
});

test('the pointer is told where it is moved and pressed', async () => {
  await page('');
  const at = { isPrimary: true, clientX: 3, clientY: 4, buttons: 0, width: 1, height: 1, pressure: 0.5 };
  happen(document.body, 'pointermove', at);
  happen(document.body, 'pointerdown', at);
  happen(document.body, 'pointerup', at);
  expect((await events('p')).map(([, action, , x, y]) => [action, x, y])).toEqual([
    [0, 3, 4],
    [1, 3, 4],
    [2, 3, 4],
  ]);
});

test('a press by a screen reader is not a finger', async () => {
  await page('');
  happen(document.body, 'pointerdown', { isPrimary: true, clientX: 3, clientY: 4, width: 0, height: 0 });
  expect(await events()).toEqual([]);
});

test('the pointer is left alone where the page says so', async () => {
  await page('', { pointer: false });
  happen(document.body, 'pointermove', { isPrimary: true, clientX: 3, clientY: 4, buttons: 0 });
  expect(await events()).toEqual([]);
});

test('visits are those that the page declares', async () => {
  await page('<main data-demeanor-route="/accounts/{id}"></main>');
  demeanor.visit('/mail');
  expect((await events('v')).map(([, route]) => route)).toEqual(['/accounts/{id}', '/mail']);
});

test('a visit with a query is left out with a warning', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  await page('');
  demeanor.visit('/search?q=secret');
  expect(await events()).toEqual([]);
  expect(warned).toHaveBeenCalledOnce();
  expect(warned.mock.calls.join()).not.toContain('secret');
});

test('what is complete is sent at once, other things within seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  demeanor.visit('/mail');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toHaveLength(0);
  pressKey(field, 'KeyA');
  releaseKey(field, 'KeyA');
  happen(field, 'focusout');
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toHaveLength(1);
  demeanor.visit('/mail');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(sent).toHaveLength(2);
  vi.useRealTimers();
});

test('a page that closes hands over what was captured', async () => {
  const beacons: Blob[] = [];
  vi.spyOn(navigator, 'sendBeacon').mockImplementation((_, body) => beacons.push(body as Blob) > 0);
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  demeanor.visit('/mail');
  typeKey(field, 'KeyA');
  window.dispatchEvent(trusted(new Event('pagehide')));
  const batch = JSON.parse((await beacons[0]?.text()) ?? '') as Batch;
  expect(batch.nonce).toBe('first');
  expect(batch.events.map((event) => event[0])).toEqual(['v', 'e']);
  expect(batch.events[1]?.[4]).toBe('ABANDONED');
});

test('keys that are down when the page closes are lost, not the entry', async () => {
  const beacons: Blob[] = [];
  vi.spyOn(navigator, 'sendBeacon').mockImplementation((_, body) => beacons.push(body as Blob) > 0);
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  pressKey(field, 'KeyA');
  wait(5);
  releaseKey(field, 'KeyA');
  pressKey(field, 'KeyB');
  pressKey(field, 'Enter');
  window.dispatchEvent(trusted(new Event('pagehide')));
  const batch = JSON.parse((await beacons[0]?.text()) ?? '') as Batch;
  expect(batch.events.map((event) => event[0])).toEqual(['k', 'e']);
  expect(batch.events[1]).toMatchObject(['e', 0, 2, expect.any(Number), 'COMPLETED']);
});

test('a challenge is shown as an alert, once', async () => {
  reply = { verdict: 'CHALLENGE', message: { key: 'k', text: 'Please <confirm>.' }, reference: 'r-1' };
  await page('<main></main>');
  for (let i = 0; i < 2; i++) {
    demeanor.visit('/mail');
    await demeanor.flush();
  }
  const alerts = document.querySelectorAll('[role=alert]');
  expect(alerts).toHaveLength(1);
  expect(alerts[0]?.className).toBe('demeanor-notice demeanor-challenge');
  expect(alerts[0]?.textContent).toBe('Please <confirm>. (r-1)');
  expect(alerts[0]?.getAttribute('style')).toBeNull();
  expect(document.body.firstElementChild).toBe(alerts[0]);
});

test('a host that shows the message itself is told, and nothing is shown', async () => {
  reply = { verdict: 'CHALLENGE', message: { key: 'k' } };
  const told: demeanor.Answer[] = [];
  await page('', { onVerdict: (answer) => told.push(answer) < 0 });
  demeanor.visit('/mail');
  await demeanor.flush();
  expect(told).toEqual([{ verdict: 'CHALLENGE', key: 'k' }]);
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test.each([{ doNotTrack: '1' }, { globalPrivacyControl: true }])('a browser that objects (%o) is obeyed', async (signal) => {
  vi.stubGlobal('navigator', signal);
  expect(await demeanor.start({ nonce: 'n' })).toBe(false);
  expect(await demeanor.start({ nonce: 'n', signals: 'ignore' })).toBe(true);
});

test('without consent nothing is captured', async () => {
  expect(await demeanor.start({ nonce: 'n', consent: () => false })).toBe(false);
  demeanor.visit('/mail');
  expect(await events()).toEqual([]);
});

test('consent that comes after a stop starts nothing', async () => {
  let consent: (given: boolean) => void = () => undefined;
  const started = demeanor.start({ nonce: 'n', consent: () => new Promise((resolve) => (consent = resolve)) });
  demeanor.stop();
  consent(true);
  expect(await started).toBe(false);
});

test('after stop nothing is captured or sent', async () => {
  const field = await page('<input id=it data-demeanor=fixed name=pin>');
  typeKey(field, 'KeyA');
  demeanor.stop();
  happen(field, 'focusout');
  expect(await events()).toEqual([]);
});

test('the nonce comes from the page when the call gives none', async () => {
  document.head.innerHTML = '<meta name="demeanor-nonce" content="of-the-page">';
  await demeanor.start({ form: 'json' });
  demeanor.visit('/mail');
  await events();
  expect(sent[0]?.nonce).toBe('of-the-page');
});
