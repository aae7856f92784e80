import type { Field } from './message';

/** Where something happened, as the page has marked it. */
export type Target =
  | { readonly kind: 'fixed'; readonly field: Field; readonly element: TextElement }
  | { readonly kind: 'free'; readonly name: string; readonly element: Element }
  | { readonly kind: 'off' };

export type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** Fields that the host has named by a call instead of by attributes. */
export const named = new WeakMap<Element, Field>();

/**
 * What the page says of the place of an event: the nearest mark around it, also through the border of an
 * open shadow root. Undefined where there is none.
 */
export function find(event: Event): Target | undefined {
  const path = event.composedPath();
  const element = path[0];
  if (!(element instanceof Element)) {
    return undefined;
  }
  for (const node of path) {
    if (node instanceof HTMLElement && (named.has(node) || node.dataset['demeanor'] !== undefined)) {
      return target(node, element);
    }
  }
  return undefined;
}

function target(marked: HTMLElement, element: Element): Target | undefined {
  const kind = named.has(marked) ? 'fixed' : marked.dataset['demeanor'];
  if (kind === 'fixed' && marked === element && isText(element)) {
    return { kind, element, field: named.get(marked) ?? fieldOf(marked) };
  }
  if (kind === 'free' && (element as HTMLInputElement).type !== 'password') {
    return { kind, element, name: nameOf(marked) };
  }
  return kind === 'off' ? { kind } : undefined;
}

/** The fixed-text field that this element is marked as. */
export function fieldOf(element: HTMLElement): Field {
  return named.get(element) ?? { name: nameOf(element), epoch: Number(element.dataset['demeanorEpoch']) || 0 };
}

export function isText(element: Element): element is TextElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** From the mark, the field's own name or its id. */
function nameOf(element: HTMLElement): string {
  return accepted(element.dataset['demeanorName'] || element.getAttribute('name') || element.id || 'field');
}

/** The name with nothing in it that the server refuses. */
export function accepted(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9._-]/g, '-').slice(0, 58);
}
