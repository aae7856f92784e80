import type { PointerAction } from './message';

const MOVE = 0;
const PRESS = 1;
const RELEASE = 2;
const DRAG = 3;
const SCROLL_UP = 4;
const SCROLL_DOWN = 5;

/** Places of the pointer are told at most this often: ten times a second, as pointer detectors are fitted. */
const BETWEEN_PLACES_MICROS = 100_000;
/** A wheel or a touch pad reports many small steps of one scroll; one of them is told in this time. */
const BETWEEN_SCROLLS_MICROS = 100_000;
const FARTHEST = 60_000;

/** What of a pointer event counts here. */
export interface Place {
  readonly clientX: number;
  readonly clientY: number;
}

/** Turns what the pointer does into actions at places, in CSS pixels of the window. */
export class Pointer {
  #lastPlace = -Infinity;
  #lastScroll = -Infinity;
  readonly #onAction: (action: PointerAction, micros: number, x: number, y: number) => void;

  constructor(
    onAction: (action: PointerAction, micros: number, x: number, y: number) => void,
  ) {
    this.#onAction = onAction;
  }

  move(place: Place, buttons: number, micros: number): void {
    if (micros - this.#lastPlace >= BETWEEN_PLACES_MICROS) {
      this.#tell(buttons === 0 ? MOVE : DRAG, place, micros);
    }
  }

  press(place: Place, micros: number): void {
    this.#tell(PRESS, place, micros);
  }

  release(place: Place, micros: number): void {
    this.#tell(RELEASE, place, micros);
  }

  scroll(place: Place, delta: number, micros: number): void {
    if (delta !== 0 && micros - this.#lastScroll >= BETWEEN_SCROLLS_MICROS) {
      this.#lastScroll = micros;
      this.#onAction(delta < 0 ? SCROLL_UP : SCROLL_DOWN, micros, ...coordinates(place));
    }
  }

  #tell(action: PointerAction, place: Place, micros: number): void {
    this.#lastPlace = micros;
    this.#onAction(action, micros, ...coordinates(place));
  }
}

function coordinates({ clientX, clientY }: Place): [number, number] {
  return [bounded(clientX), bounded(clientY)];
}

function bounded(coordinate: number): number {
  return Math.round(Math.max(-FARTHEST, Math.min(FARTHEST, coordinate)));
}
