/**
 * Puts items into an order that says nothing about the one they came in: Fisher and Yates, with numbers
 * from the browser's cryptographic generator, each equally likely (values that would favour small
 * indices are thrown away).
 */
export function shuffle<T>(items: readonly T[]): T[] {
  const shuffled = items.slice();
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = below(last + 1);
    const item = shuffled[last] as T;
    shuffled[last] = shuffled[other] as T;
    shuffled[other] = item;
  }
  return shuffled;
}

const drawn = new Uint32Array(1);

function below(bound: number): number {
  const fair = 2 ** 32 - (2 ** 32 % bound);
  let value: number;
  do {
    crypto.getRandomValues(drawn);
    value = drawn[0] as number;
  } while (value >= fair);
  return value % bound;
}
