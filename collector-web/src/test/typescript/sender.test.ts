import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Batch } from '../../main/typescript/message';
import { Outbox } from '../../main/typescript/outbox';
import { Sender, type Answer } from '../../main/typescript/sender';

interface Sent {
  readonly method: string;
  readonly body?: Batch;
  readonly authorization?: string;
}

let sent: Sent[];
let replies: (() => Response | Promise<Response>)[];
let answers: Answer[];
let dropped: number;
let ended: boolean;
let outbox: Outbox;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  replies = [];
  answers = [];
  dropped = 0;
  ended = false;
  outbox = new Outbox(() => undefined);
  vi.stubGlobal('fetch', async (_: string, init: RequestInit = {}) => {
    const body = init.body && (JSON.parse(await (init.body as Blob).text()) as Batch);
    const authorization = new Headers(init.headers).get('Authorization');
    sent.push({ method: init.method ?? 'GET', ...(body && { body }), ...(authorization && { authorization }) });
    const reply = replies.shift();
    if (!reply) {
      throw new TypeError('the network is down');
    }
    return reply();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function sender(nonce?: string, authorization?: () => string): Sender {
  return new Sender(outbox, {
    endpoint: '/events',
    form: 'json',
    ...(nonce && { nonce }),
    ...(authorization && { authorization }),
    onAnswer: (answer) => answers.push(answer),
    onEnd: () => (ended = true),
    onDrop: (events) => (dropped += events),
  });
}

function json(status: number, body: object, headers: Record<string, string> = {}): () => Response {
  return () => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

function visit(time = 1): void {
  outbox.add(['v', '/', time]);
}

test('each message carries the nonce of the answer before', async () => {
  replies.push(json(200, { v: 1, nonce: 'second' }), json(200, { v: 1, nonce: 'third' }));
  const one = sender('first');
  visit();
  await one.send();
  visit();
  await one.send();
  expect(sent.map(({ body }) => body?.nonce)).toEqual(['first', 'second']);
});

test('without a nonce one is asked for', async () => {
  replies.push(json(200, { v: 1, nonce: 'asked' }), json(200, { v: 1, nonce: 'next' }));
  visit();
  await sender().send();
  expect(sent.map(({ method, body }) => [method, body?.nonce])).toEqual([
    ['GET', undefined],
    ['POST', 'asked'],
  ]);
});

test('prepare asks for a nonce before there is anything to send', async () => {
  replies.push(json(200, { v: 1, nonce: 'asked' }));
  await sender().prepare();
  await sender('given').prepare();
  expect(sent).toEqual([{ method: 'GET' }]);
});

test('a message that did not arrive is sent again as it was', async () => {
  const one = sender('first');
  visit();
  await one.send();
  replies.push(json(200, { v: 1, nonce: 'second' }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(dropped).toBe(0);
});

test('a server in trouble is given the time it asks for', async () => {
  replies.push(json(503, {}, { 'Retry-After': '30' }), json(200, { v: 1, nonce: 'second' }));
  visit();
  await sender('first').send();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toHaveLength(2);
});

test('what cannot be delivered within five minutes is dropped and counted', async () => {
  visit(1);
  visit(2);
  const one = sender('first');
  await one.send();
  await vi.advanceTimersByTimeAsync(400_000);
  expect(dropped).toBe(2);
  const tries = sent.length;
  expect(tries).toBeGreaterThan(5);
  await vi.advanceTimersByTimeAsync(400_000);
  expect(sent).toHaveLength(tries);
});

test('a spent nonce is replaced and the message sent once more', async () => {
  replies.push(json(409, { type: 'https://demeanor.dev/problem/nonce-unknown', nonce: 'fresh' }), json(200, { v: 1, nonce: 'next' }));
  visit();
  await sender('stale').send();
  expect(sent.map(({ body }) => body?.nonce)).toEqual(['stale', 'fresh']);
  expect(dropped).toBe(0);
});

test('a message that had arrived after all is not sent again, and not lost', async () => {
  replies.push(json(409, { type: 'https://demeanor.dev/problem/nonce-used', nonce: 'fresh' }));
  visit();
  await sender('used').send();
  expect(sent).toHaveLength(1);
  expect(dropped).toBe(0);
});

test('a nonce that is refused twice gives the message up', async () => {
  replies.push(json(409, { nonce: 'b' }), json(409, { nonce: 'c' }));
  visit();
  await sender('a').send();
  expect(sent).toHaveLength(2);
  expect(dropped).toBe(1);
});

test('a message that is wrong is dropped and counted, and the next one goes', async () => {
  replies.push(json(422, { nonce: 'second' }), json(200, { v: 1, nonce: 'third' }));
  const one = sender('first');
  visit();
  await one.send();
  visit(2);
  await one.send();
  expect(dropped).toBe(1);
  expect(sent[1]?.body).toMatchObject({ nonce: 'second', events: [['v', '/', 2]] });
});

test('a challenge is told with message and reference', async () => {
  replies.push(json(200, { v: 1, nonce: 'n', verdict: 'CHALLENGE', message: { key: 'k', text: 'Please.' }, reference: 'r-1' }));
  visit();
  await sender('first').send();
  expect(answers).toEqual([{ verdict: 'CHALLENGE', key: 'k', text: 'Please.', reference: 'r-1' }]);
  expect(ended).toBe(false);
});

test('a denial is told and ends everything', async () => {
  replies.push(json(403, { verdict: 'DENY', message: { key: 'k' }, reference: 'r-2' }));
  const one = sender('first');
  visit();
  await one.send();
  expect(answers).toEqual([{ verdict: 'DENY', key: 'k', reference: 'r-2' }]);
  expect(ended).toBe(true);
  visit();
  await one.send();
  expect(sent).toHaveLength(1);
});

test.each([401, 403, 404, 415])('without a session (%i) nothing more is sent', async (status) => {
  replies.push(json(status, {}));
  visit();
  await sender('first').send();
  expect(ended).toBe(true);
});

test('an answer that is not from the endpoint does not make it ask in a loop', async () => {
  replies.push(() => new Response('<p>Welcome</p>', { headers: { 'Content-Type': 'text/html' } }));
  visit();
  await sender().send();
  expect(sent).toHaveLength(1);
});

test('the last message goes to the browser, with the nonce', async () => {
  const beacons: [string, Blob][] = [];
  vi.stubGlobal('navigator', { sendBeacon: (...beacon: [string, Blob]) => beacons.push(beacon) > 0 });
  visit();
  sender('first').sendLast();
  expect(beacons).toHaveLength(1);
  expect(beacons[0]?.[1].type).toBe('application/json');
  expect(JSON.parse((await beacons[0]?.[1].text()) ?? '')).toMatchObject({ nonce: 'first', events: [['v', '/', 1]] });
});

test('a last message that the browser refuses is counted', () => {
  vi.stubGlobal('navigator', { sendBeacon: () => false });
  visit();
  sender('first').sendLast();
  expect(dropped).toBe(1);
});

test('a page that comes back asks for another nonce', async () => {
  vi.stubGlobal('navigator', { sendBeacon: () => true });
  const one = sender('first');
  visit();
  one.sendLast();
  replies.push(json(200, { v: 1, nonce: 'fresh' }), json(200, { v: 1, nonce: 'next' }));
  visit();
  await one.send();
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test('every request brings the authorization as it is then', async () => {
  let token = 'one';
  replies.push(json(200, { v: 1, nonce: 'asked' }), json(200, { v: 1, nonce: 'next' }));
  const authorized = sender(undefined, () => `Bearer ${token}`);
  await authorized.prepare();
  token = 'two';
  visit();
  await authorized.send();
  expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer one', 'Bearer two']);
});

test('the last message brings the authorization, which a beacon could not', async () => {
  const beacon = vi.fn();
  vi.stubGlobal('navigator', { sendBeacon: beacon });
  replies.push(json(200, { v: 1, nonce: 'next' }));
  visit();
  sender('first', () => 'Bearer one').sendLast();
  await vi.runAllTimersAsync();
  expect(beacon).not.toHaveBeenCalled();
  expect(sent).toMatchObject([{ method: 'POST', authorization: 'Bearer one', body: { nonce: 'first' } }]);
});
