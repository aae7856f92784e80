import { Backoff } from './backoff';
import type { Problem, Reply } from './message';
import type { Outbox } from './outbox';
import { PACKED, pack } from './packed';

/** What the server said that the page has to do something about. */
export interface Answer {
  readonly verdict: 'CHALLENGE' | 'DENY';
  /** Names the message in the host's texts. */
  readonly key?: string;
  /** What to tell the person. */
  readonly text?: string;
  /** What the person gives to support. */
  readonly reference?: string;
}

/** Where messages go and what becomes of them. */
export interface Route {
  readonly endpoint: string;
  readonly nonce?: string;
  /** What says who is signed in, where a cookie does not. */
  readonly authorization?: () => string;
  /** The form of messages: packed, or JSON for people to read. */
  readonly form: 'packed' | 'json';
  /** The server wants something of the page. */
  onAnswer(answer: Answer): void;
  /** There is no session any more: nothing will be sent. */
  onEnd(): void;
  /** Events that could not be delivered. */
  onDrop(events: number): void;
}

type Message = ReturnType<Outbox['take']>;

const TOO_EARLY = 425;
const TOO_MANY = 429;

/**
 * Sends what waits in the outbox, one message at a time, since each needs the nonce of the answer before.
 * A WebSocket would stand in this place, too; nothing else knows how messages travel.
 */
export class Sender {
  #nonce: string | undefined;
  #undelivered: Message | undefined;
  /** The message whose nonce was replaced. */
  #renewed: Message | undefined;
  #busy = false;
  #wanted = false;
  #stopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #backoff = new Backoff();
  readonly #outbox: Outbox;
  readonly #route: Route;

  constructor(
    outbox: Outbox,
    route: Route,
  ) {
    this.#outbox = outbox;
    this.#route = route;
    this.#nonce = route.nonce;
  }

  /** Asks for a nonce where there is none, so that the first message does not have to wait for it. */
  async prepare(): Promise<void> {
    await this.#work();
  }

  /** Sends what there is, unless a message is under way or waits for its next try. */
  async send(): Promise<void> {
    this.#wanted = true;
    await this.#work();
  }

  async #work(): Promise<void> {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      while (!this.#stopped && this.#timer === undefined && this.#isDue()) {
        await this.#exchange();
      }
    } finally {
      this.#busy = this.#wanted = false;
    }
  }

  #isDue(): boolean {
    return this.#nonce === undefined || (this.#wanted && (this.#undelivered !== undefined || !this.#outbox.isEmpty));
  }

  /** The page goes away: hands what there is to the browser, which sends it whatever becomes of the page. */
  sendLast(): void {
    if (this.#stopped || this.#busy || this.#nonce === undefined) {
      return;
    }
    const message = this.#undelivered ?? (this.#outbox.isEmpty ? undefined : this.#outbox.take());
    if (message) {
      if (this.#route.authorization) {
        void this.#request(message).catch(() => this.#route.onDrop(message.events.length)); // a beacon has no headers
      } else if (!navigator.sendBeacon(this.#route.endpoint, this.#body(message, this.#nonce))) {
        this.#route.onDrop(message.events.length);
      }
      this.#nonce = this.#undelivered = undefined; // no answer will bring another
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** One request: for a nonce where there is none, else with the oldest message. */
  async #exchange(): Promise<void> {
    const message = this.#nonce === undefined ? undefined : (this.#undelivered ??= this.#outbox.take());
    let response: Response;
    let body: Partial<Reply & Problem>;
    try {
      response = await this.#request(message);
      body = await read(response);
    } catch {
      this.#retry();
      return;
    }
    if (this.#stopped) {
      return;
    }
    const nonce = this.#nonce;
    if (typeof body.nonce === 'string') {
      this.#nonce = body.nonce;
    } else if (message) {
      this.#nonce = undefined;
    }
    this.#answer(body);
    if (response.ok) {
      this.#delivered(message);
    } else if (response.status >= 500 || response.status === TOO_EARLY || response.status === TOO_MANY) {
      this.#nonce ??= nonce; // not looked at, or so it seems
      this.#retry(Number(response.headers.get('Retry-After')) || 0);
    } else {
      this.#refused(response.status, body, message);
    }
  }

  #request(message: Message | undefined): Promise<Response> {
    const init: RequestInit = {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    };
    const authorization = this.#route.authorization?.();
    if (authorization) {
      init.headers = { ...init.headers, Authorization: authorization };
    }
    if (message) {
      init.method = 'POST';
      init.keepalive = true; // goes on when the page is left
      init.body = this.#body(message, this.#nonce as string);
    }
    return fetch(this.#route.endpoint, init);
  }

  /** A blob brings its type along, in a request as in a beacon. */
  #body(message: Message, nonce: string): Blob {
    const batch = { ...message, nonce };
    return this.#route.form === 'json'
      ? new Blob([JSON.stringify(batch)], { type: 'application/json' })
      : new Blob([pack(batch)], { type: PACKED });
  }

  #delivered(message: Message | undefined): void {
    if (message) {
      this.#undelivered = undefined;
    }
    if (message || this.#nonce !== undefined) {
      this.#backoff.reset();
    } else {
      this.#retry(); // an answer, but not from our endpoint
    }
  }

  /** A nonce that is too old is replaced once; what is wrong with a message stays wrong. */
  #refused(status: number, body: Partial<Problem>, message: Message | undefined): void {
    if (!message || body.verdict === 'DENY' || [0, 401, 403, 404, 415].includes(status)) {
      this.#end();
    } else if (status === 409 && /nonce-used$/.test(body.type ?? '')) {
      this.#undelivered = undefined; // it had arrived, only the answer had not
    } else if (status === 409 && message !== this.#renewed) {
      this.#renewed = message;
    } else {
      this.#undelivered = undefined;
      this.#route.onDrop(message.events.length);
    }
  }

  #retry(leastSeconds = 0): void {
    const wait = this.#backoff.next(Date.now());
    if (wait === undefined) {
      this.#giveUp();
      return;
    }
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.send();
      },
      Math.max(wait, leastSeconds * 1000),
    );
  }

  /** The window is over: this message is lost, the next one begins a window of its own. */
  #giveUp(): void {
    this.#route.onDrop((this.#undelivered ?? this.#outbox.take()).events.length);
    this.#undelivered = undefined;
    this.#backoff.reset();
  }

  #end(): void {
    this.stop();
    this.#route.onEnd();
  }

  #answer(body: Partial<Reply & Problem>): void {
    const verdict = body.verdict as Answer['verdict'] | undefined;
    if (verdict === 'CHALLENGE' || verdict === 'DENY') {
      const { key, text } = body.message ?? {};
      this.#route.onAnswer({
        verdict,
        ...(key && { key }),
        ...(text && { text }),
        ...(body.reference && { reference: body.reference }),
      });
    }
  }
}

async function read(response: Response): Promise<Partial<Reply & Problem>> {
  const type = response.headers.get('Content-Type') ?? '';
  return /[/+]json\b/.test(type) ? ((await response.json()) as Partial<Reply & Problem>) : {};
}
