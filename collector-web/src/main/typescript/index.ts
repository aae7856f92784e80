import { Capture, type Sink } from './capture';
import { nowMicros } from './clock';
import { accepted, named } from './finder';
import { show } from './notice';
import { Outbox } from './outbox';
import { objects } from './privacy';
import { Sender, type Answer } from './sender';

export type { Answer } from './sender';

/** What a page may say about how it is watched. Everything has a default. */
export interface Options {
  /** Where messages go; default `/demeanor/events`. */
  readonly endpoint?: string;
  /** The nonce of the first message; by default that of `<meta name="demeanor-nonce">`, else one is asked for. */
  readonly nonce?: string;
  /** The `Authorization` of each request, such as `Bearer ...`, where no cookie says who is signed in. */
  readonly authorization?: () => string;
  /** Asked once, before anything is captured; without true nothing is. Default: consent was given. */
  readonly consent?: () => boolean | Promise<boolean>;
  /** Whether the browser's Do Not Track and Global Privacy Control count as a no; default `obey`. */
  readonly signals?: 'obey' | 'ignore';
  /** Whether to watch the pointer; default true. */
  readonly pointer?: boolean;
  /** The form of messages; default `packed`. */
  readonly form?: 'packed' | 'json';
  /** Told what the server wants of the page; `false` keeps the collector from showing its own message. */
  readonly onVerdict?: (answer: Answer) => boolean | void;
  /** Told how many events were lost because the server could not be reached, or would not have them. */
  readonly onDrop?: (events: number) => void;
}

/** Events are sent this long after the first of them, or as soon as there are many. */
const PATIENCE_MILLIS = 3_000;
const MANY = 200;
/** What completes an entry goes at once, but lets what belongs to the same moment come along. */
const SOON_MILLIS = 50;

let running: Running | undefined;
/** Counts calls of start and stop, so that consent which comes after a stop starts nothing. */
let calls = 0;

/**
 * Begins to capture, if that is allowed, and says whether it did. A second call without a stop between
 * them changes nothing.
 */
export async function start(options: Options = {}): Promise<boolean> {
  if (running) {
    return true;
  }
  const call = ++calls;
  if (options.signals !== 'ignore' && objects(navigator)) {
    return false;
  }
  if (options.consent && (await options.consent()) !== true) {
    return false;
  }
  if (call === calls && !running) {
    running = new Running(options);
    const route = document.querySelector<HTMLElement>('[data-demeanor-route]')?.dataset['demeanorRoute'];
    if (route) {
      visit(route);
    }
  }
  return running !== undefined;
}

/** Ends capturing and forgets what was not sent. */
export function stop(): void {
  calls++;
  running?.stop();
  running = undefined;
}

/** Sends what was captured; resolves when it was answered or has to wait for another try. */
export async function flush(): Promise<void> {
  await running?.flush();
}

/**
 * Says that a route was visited: a template such as `/accounts/{id}`, never a path with values in it.
 * Anything that is not a path is left out, with a warning: the server would refuse the whole message.
 */
export function visit(route: string): void {
  if (/^\/[\w.~:@{}*/-]{0,199}$/.test(route)) {
    running?.event(['v', route, nowMicros()]);
  } else {
    console.warn('demeanor: a route is a path template such as /accounts/{id}, without query or fragment');
  }
}

/** Marks an element as a fixed-text field, as `data-demeanor="fixed"` does; the epoch rises when its text changes. */
export function field(element: HTMLInputElement | HTMLTextAreaElement, name: string, epoch = 0): void {
  named.set(element, { name: accepted(name), epoch });
}

/** One run from start to stop. */
class Running implements Sink {
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  readonly #capture: Capture;
  readonly #listening = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Infinity;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    const onDrop = (events: number): void => options.onDrop?.(events);
    this.#outbox = new Outbox(onDrop);
    const nonce = options.nonce ?? document.querySelector<HTMLMetaElement>('meta[name="demeanor-nonce"]')?.content;
    this.#sender = new Sender(this.#outbox, {
      endpoint: options.endpoint ?? '/demeanor/events',
      ...(nonce && { nonce }),
      ...(options.authorization && { authorization: options.authorization }),
      form: options.form ?? 'packed',
      onAnswer: (answer) => this.#answer(answer),
      onEnd: () => stop(),
      onDrop,
    });
    this.#capture = new Capture(this, options.pointer !== false);
    this.#capture.start();
    void this.#sender.prepare();
    const { signal } = this.#listening;
    document.addEventListener('visibilitychange', () => document.hidden && void this.flush(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
  }

  event(...event: Parameters<Sink['event']>): void {
    this.#outbox.add(...event);
    this.#sendWithin(this.#outbox.size >= MANY ? 0 : PATIENCE_MILLIS);
  }

  abstain(...said: Parameters<Sink['abstain']>): void {
    this.#outbox.abstain(...said);
    this.#sendWithin(PATIENCE_MILLIS);
  }

  complete(): void {
    this.#sendWithin(SOON_MILLIS);
  }

  async flush(): Promise<void> {
    this.#due = Infinity;
    clearTimeout(this.#timer);
    await this.#sender.send();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#listening.abort();
    this.#capture.stop();
    this.#sender.stop();
    this.#outbox.clear();
  }

  #leave(): void {
    this.#capture.settle();
    this.#sender.sendLast();
  }

  #sendWithin(millis: number): void {
    const due = performance.now() + millis;
    if (due < this.#due) {
      this.#due = due;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.flush(), millis);
    }
  }

  #answer(answer: Answer): void {
    if (this.#options.onVerdict?.(answer) !== false) {
      show(answer);
    }
  }
}
