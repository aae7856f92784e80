// Generated from docs/collector-message.schema.json by build.mjs. Do not edit.

/** One batch of events: the body of a POST. */
export type Batch = {
  /** Format of the message. */
  v: 1;
  nonce: Nonce;
  /** Number of the batch on its page, from 0. */
  batch: number;
  /** Fixed-text fields of this batch; events name them by their place in this list. */
  fields?: Field[];
  /** What happened, in order. A block counts as 50 events; together at most 2,048. */
  events: Event[];
  /** Fields in which nothing was captured, and why. */
  abstained?: Abstention[];
};

/** Single use; 16 bytes in base64url without padding. From the last reply or from a GET. */
export type Nonce = string;

export type Field = {
  name: FieldName;
  /** How many times its text has changed. */
  epoch: number;
};

/** The host's name of a field; it must not say what is typed there. */
export type FieldName = string;

export type Abstention = {
  field: FieldName;
  reason: AbstentionReason;
};

export type AbstentionReason = 'AUTOFILL' | 'PASTE' | 'IME' | 'SCREEN_READER' | 'PASSWORD_MANAGER' | 'CONSENT' | 'UNSUPPORTED';

export type Event = KeyEvent | EndEvent | BlockEvent | PointerEvent | VisitEvent;

/** A key of a fixed-text field: its position in the field, not which key. */
export type KeyEvent = [kind: 'k', field: FieldIndex, position: number, pressMicros: Micros, dwellMicros: DurationMicros];

/** A fixed-text field was left after this many keys. */
export type EndEvent = [kind: 'e', field: FieldIndex, keys: number, timeMicros: Micros, outcome: EntryOutcome];

/** A block of free text: exactly 50 pairs of consecutive keys, shuffled. An incomplete block is never sent. */
export type BlockEvent = [kind: 'b', timeMicros: Micros, pairs: Pairs];

export type Pairs = Pair[];

export type Pair = [first: KeyClass, second: KeyClass, dwellMicros: DurationMicros, pressToPressMicros: DurationMicros];

export type PointerEvent = [kind: 'p', action: PointerAction, timeMicros: Micros, x: Pixels, y: Pixels];

/** A route of a single-page application: a template such as /accounts/{id}, never a path with values in it. */
export type VisitEvent = [kind: 'v', route: Route, timeMicros: Micros];

export type FieldIndex = number;

export type Micros = number;

export type DurationMicros = number;

export type Pixels = number;

export type Route = string;

/** 0 left-hand letter, 1 right-hand letter, 2 space, 3 delete, 4 navigation, 5 modifier, 6 other. */
export type KeyClass = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** 0 move, 1 press, 2 release, 3 drag, 4 scroll up, 5 scroll down. */
export type PointerAction = 0 | 1 | 2 | 3 | 4 | 5;

export type EntryOutcome = 'COMPLETED' | 'CORRECTED' | 'ABANDONED' | 'AUTOFILLED' | 'PASTED' | 'COMPOSED';

/** The answer 200 to a POST or a GET. */
export type Reply = {
  v: 1;
  nonce: Nonce;
  /** Only when the page has to do something; ALLOW is left out, DENY comes as a problem. */
  verdict?: 'CHALLENGE';
  message?: Message;
  reference?: Reference;
};

/** What to tell the person; text in the language of the request. */
export type Message = {
  key: string;
  text?: string;
};

/** Names the request in logs and audit; what a person gives to support. */
export type Reference = string;

/** Every other answer: application/problem+json, RFC 9457. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  reference: Reference;
  /** DENY: the session has ended. */
  verdict?: 'DENY';
  message?: Message;
  nonce?: Nonce;
  errors?: ProblemError[];
};

/** What is wrong with a batch: where, as a JSON pointer, and which rule; never the value. */
export type ProblemError = {
  pointer: string;
  rule: string;
  detail: string;
};
