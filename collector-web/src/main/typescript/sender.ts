import { Backoff } from './backoff';
import type { Problem, Reply } from './message';
import type { Outbox } from './outbox';

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
  private nonce: string | undefined;
  private undelivered: Message | undefined;
  private busy = false;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly backoff = new Backoff();

  constructor(
    private readonly outbox: Outbox,
    private readonly route: Route,
  ) {
    this.nonce = route.nonce;
  }

  /** Sends what there is, unless a message is under way or waits for its next try. */
  async send(): Promise<void> {
    if (this.busy || this.stopped || this.timer !== undefined) {
      return;
    }
    this.busy = true;
    try {
      while (!this.stopped && this.timer === undefined && (this.undelivered || !this.outbox.isEmpty)) {
        await this.exchange();
      }
    } finally {
      this.busy = false;
    }
  }

  /** The page goes away: hands what there is to the browser, which sends it whatever becomes of the page. */
  sendLast(): void {
    if (this.stopped || this.busy || this.nonce === undefined) {
      return;
    }
    const message = this.undelivered ?? (this.outbox.isEmpty ? undefined : this.outbox.take());
    if (message) {
      const body = JSON.stringify({ ...message, nonce: this.nonce });
      this.nonce = this.undelivered = undefined; // no answer will bring another
      if (!navigator.sendBeacon(this.route.endpoint, new Blob([body], { type: 'application/json' }))) {
        this.route.onDrop(message.events.length);
      }
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** One request: for a nonce where there is none, else with the oldest message. */
  private async exchange(): Promise<void> {
    const message = this.nonce === undefined ? undefined : (this.undelivered ??= this.outbox.take());
    let response: Response;
    let body: Partial<Reply & Problem>;
    try {
      response = await this.request(message);
      body = await read(response);
    } catch {
      this.retry();
      return;
    }
    if (this.stopped) {
      return;
    }
    const nonce = this.nonce;
    if (typeof body.nonce === 'string') {
      this.nonce = body.nonce;
    } else if (message) {
      this.nonce = undefined;
    }
    this.answer(body);
    if (response.ok) {
      this.delivered(message);
    } else if (response.status >= 500 || response.status === TOO_EARLY || response.status === TOO_MANY) {
      this.nonce ??= nonce; // not looked at, or so it seems
      this.retry(Number(response.headers.get('Retry-After')) || 0);
    } else {
      this.refused(response.status, body, message);
    }
  }

  private request(message: Message | undefined): Promise<Response> {
    const common = { credentials: 'same-origin', cache: 'no-store', redirect: 'manual' } as const;
    if (!message) {
      return fetch(this.route.endpoint, { ...common, headers: { Accept: 'application/json' } });
    }
    return fetch(this.route.endpoint, {
      ...common,
      method: 'POST',
      keepalive: true, // goes on when the page is left
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ ...message, nonce: this.nonce }),
    });
  }

  private delivered(message: Message | undefined): void {
    if (message) {
      this.undelivered = undefined;
    }
    if (message || this.nonce !== undefined) {
      this.backoff.reset();
    } else {
      this.retry(); // an answer, but not from our endpoint
    }
  }

  /** A nonce that is spent or too old is replaced once; what is wrong with a message stays wrong. */
  private refused(status: number, body: Partial<Problem>, message: Message | undefined): void {
    if (!message || body.verdict === 'DENY' || status === 0 || status === 401 || status === 403 || status === 404) {
      this.end();
    } else if (status === 409 && message !== this.renewed) {
      this.renewed = message;
    } else {
      this.undelivered = undefined;
      this.route.onDrop(message.events.length);
    }
  }

  private renewed: Message | undefined;

  private retry(leastSeconds = 0): void {
    const wait = this.backoff.next(Date.now());
    if (wait === undefined) {
      this.giveUp();
      return;
    }
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        void this.send();
      },
      Math.max(wait, leastSeconds * 1000),
    );
  }

  /** The window is over: this message is lost, the next one begins a window of its own. */
  private giveUp(): void {
    this.route.onDrop((this.undelivered ?? this.outbox.take()).events.length);
    this.undelivered = undefined;
    this.backoff.reset();
  }

  private end(): void {
    this.stop();
    this.route.onEnd();
  }

  private answer(body: Partial<Reply & Problem>): void {
    const verdict = body.verdict as Answer['verdict'] | undefined;
    if (verdict === 'CHALLENGE' || verdict === 'DENY') {
      const { key, text } = body.message ?? {};
      this.route.onAnswer({
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
