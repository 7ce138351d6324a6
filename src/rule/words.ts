/** Small pieces of sentences that rules share. */

/** A count with its noun: `1 node`, `3 nodes`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Names in a row: `a`, `a and b`, `a, b and c`; beyond `most` the others are counted: `a, b and 7 more`. */
export function joinWords(words: readonly string[], most = 5): string {
  const shown =
    words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** Named things of one kind: `cluster a`, `clusters a and b`. */
export function namedOnes(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${joinWords(names)}`;
}
