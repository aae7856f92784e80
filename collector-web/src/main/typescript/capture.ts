import { micros, nowMicros } from './clock';
import { find, fieldOf, isText, type Target, type TextElement } from './finder';
import { FixedText, type Entry } from './fixed-text';
import { FreeText } from './free-text';
import type { AbstentionReason, Event as WireEvent, Field } from './message';
import { Pointer } from './pointer';

/** Who is told what was captured. */
export interface Sink {
  event(event: WireEvent, field?: Field): void;
  abstain(field: string, reason: AbstentionReason): void;
  /** Something is complete that a decision may wait for. */
  complete(): void;
}

/** Keys and pointer of a page, through listeners on the document: fields may come and go. */
export class Capture {
  readonly #fixed = new Map<TextElement, FixedText>();
  readonly #free: FreeText;
  readonly #pointer: Pointer;
  readonly #listening = new AbortController();
  readonly #sink: Sink;
  readonly #watchesPointer: boolean;

  constructor(
    sink: Sink,
    watchesPointer: boolean,
  ) {
    this.#sink = sink;
    this.#watchesPointer = watchesPointer;
    this.#free = new FreeText((time, pairs) => {
      sink.event(['b', time, pairs]);
      sink.complete();
    });
    this.#pointer = new Pointer((action, time, x, y) => sink.event(['p', action, time, x, y]));
  }

  start(): void {
    this.#on('keydown', (event, target) => this.#keyDown(event, target));
    this.#on('keyup', (event, target) => this.#keyUp(event, target));
    this.#on('input', (event, target) => this.#input(event as InputEvent, target));
    this.#on('compositionstart', (_, target) => this.#disturb(target, 'COMPOSED', 'IME'));
    this.#on('paste', (_, target) => this.#disturb(target, 'PASTED', 'PASTE'));
    this.#on('drop', (_, target) => this.#disturb(target, 'PASTED', 'PASTE'));
    this.#on('focusout', (event, target) => this.#left(event, target));
    this.#on('submit', (event) => this.#submitted(event));
    if (this.#watchesPointer) {
      this.#startPointer();
    }
  }

  stop(): void {
    this.#listening.abort();
    this.#fixed.clear();
    this.#free.clear();
  }

  /** The page goes away: entries that have ended are told, others were abandoned. */
  settle(): void {
    const now = nowMicros();
    for (const entry of this.#fixed.values()) {
      entry.end(now, 'ABANDONED');
      entry.settle();
    }
    this.#free.interrupt();
  }

  #keyDown(event: KeyboardEvent, target: Target | undefined): void {
    if (event.isComposing || event.keyCode === 229) {
      this.#disturb(target, 'COMPOSED', 'IME');
    } else if (target?.kind === 'free') {
      if (!event.repeat) {
        this.#free.press(event.code, micros(event.timeStamp));
      }
    } else if (target?.kind === 'fixed') {
      const text = this.#textOf(target.element, target.field);
      if (/^(Numpad)?Enter$/.test(event.code)) {
        text.end(micros(event.timeStamp), 'COMPLETED', target.element.value.length);
      } else {
        text.press(event.code, micros(event.timeStamp), event.repeat);
      }
    }
  }

  #keyUp(event: KeyboardEvent, target: Target | undefined): void {
    const time = micros(event.timeStamp);
    this.#free.release(event.code, time); // the focus may have gone elsewhere meanwhile
    if (target?.kind === 'fixed') {
      this.#fixed.get(target.element)?.release(event.code, time);
    } else {
      this.#fixed.forEach((text) => text.release(event.code, time));
    }
  }

  #input(event: InputEvent, target: Target | undefined): void {
    if (target?.kind === 'free') {
      this.#inputOfFreeText(event, target);
    } else if (target?.kind === 'fixed') {
      const { element, field } = target;
      const length = element.value.length;
      const text = this.#textOf(element, field);
      if (!event.isTrusted && length === 0) {
        text.clear(); // emptied by the page
      } else {
        text.changed(event.inputType ?? '', event.isTrusted, length, atEnd(element), micros(event.timeStamp));
      }
    }
  }

  /** Text that came without keys is not typing; typing goes on after it. */
  #inputOfFreeText(event: InputEvent, target: Target & { kind: 'free' }): void {
    const how = event.inputType ?? '';
    if (!event.isTrusted) {
      this.#disturb(target, 'AUTOFILLED', 'PASSWORD_MANAGER');
    } else if (how === '' || how === 'insertReplacementText') {
      this.#disturb(target, 'AUTOFILLED', 'AUTOFILL');
    }
  }

  #disturb(target: Target | undefined, outcome: 'COMPOSED' | 'PASTED' | 'AUTOFILLED', reason: AbstentionReason): void {
    if (target?.kind === 'fixed') {
      this.#textOf(target.element, target.field).spoil(outcome, reason);
    } else if (target?.kind === 'free') {
      this.#free.interrupt();
      this.#sink.abstain(target.name, reason);
    }
  }

  /** Leaving the window is not leaving the field: it stays the active element of its document or shadow root. */
  #left(event: FocusEvent, target: Target | undefined): void {
    this.#free.interrupt();
    if (target?.kind !== 'fixed') {
      return;
    }
    const root = target.element.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== target.element) {
      this.#fixed.get(target.element)?.end(micros(event.timeStamp), 'COMPLETED', target.element.value.length);
    }
  }

  #submitted(event: SubmitEvent): void {
    const time = micros(event.timeStamp);
    for (const element of (event.target as HTMLFormElement).elements) {
      if (!(element instanceof HTMLElement) || !isText(element)) {
        continue;
      }
      const text = this.#fixed.get(element);
      if (text) {
        text.end(time, 'COMPLETED', element.value.length);
      } else if (element.dataset['demeanor'] === 'fixed' && isFilled(element)) {
        this.#tell(fieldOf(element), { keys: [], count: 0, end: time, outcome: 'AUTOFILLED', reason: 'AUTOFILL' });
      }
    }
  }

  #startPointer(): void {
    this.#onPointer('pointermove', (event, time) => this.#pointer.move(event, event.buttons, time));
    this.#onPointer('pointerdown', (event, time) => this.#pointer.press(event, time));
    this.#onPointer('pointerup', (event, time) => this.#pointer.release(event, time));
    this.#onPointer('pointercancel', (event, time) => this.#pointer.release(event, time));
    this.#on('wheel', (event, target) => {
      if (target?.kind !== 'off') {
        this.#pointer.scroll(event, event.deltaY, micros(event.timeStamp));
      }
    });
  }

  #textOf(element: TextElement, field: Field): FixedText {
    let text = this.#fixed.get(element);
    if (!text) {
      this.#fixed.forEach((_, each) => each.isConnected || this.#fixed.delete(each));
      text = new FixedText((entry) => this.#tell(field, entry));
      this.#fixed.set(element, text);
    }
    return text;
  }

  #tell(field: Field, entry: Entry): void {
    for (const { position, press, dwell } of entry.keys) {
      this.#sink.event(['k', 0, position, press, dwell], field);
    }
    this.#sink.event(['e', 0, entry.count, entry.end, entry.outcome], field);
    if (entry.reason) {
      this.#sink.abstain(field.name, entry.reason);
    }
    this.#sink.complete();
  }

  #onPointer(
    type: 'pointermove' | 'pointerdown' | 'pointerup' | 'pointercancel',
    handle: (event: PointerEvent, micros: number) => void,
  ): void {
    this.#on(type, (event, target) => {
      if (event.isPrimary && target?.kind !== 'off' && !isOfSoftware(event)) {
        handle(event, micros(event.timeStamp));
      }
    });
  }

  /** What scripts make up is not behaviour; only that they fill a field is worth knowing. */
  #on<K extends keyof DocumentEventMap>(
    type: K,
    handle: (event: DocumentEventMap[K], target: Target | undefined) => void,
  ): void {
    const options = { capture: true, passive: true, signal: this.#listening.signal };
    document.addEventListener(
      type,
      (event) => {
        if (event.isTrusted || type === 'input') {
          handle(event, find(event));
        }
      },
      options,
    );
  }
}

/** Whether the text grew at its end, as far as the browser tells: it does not for numbers and addresses. */
function atEnd(element: TextElement): boolean {
  return element.selectionStart === null || element.selectionStart === element.value.length;
}

function isFilled(element: TextElement): boolean {
  return element.matches(':autofill');
}

/** Screen readers and other software press without a finger: nothing touches, over no area. */
function isOfSoftware(event: PointerEvent): boolean {
  return (
    event.type === 'pointerdown' &&
    ((event.width === 0 && event.height === 0) ||
      (event.width === 1 && event.height === 1 && event.pressure === 0 && event.detail === 0))
  );
}
