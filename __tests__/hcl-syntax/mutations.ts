/** Small damage to valid texts, the same in every run. */

/** Gives whole numbers from 0 up to, and without, a bound. */
export type Random = (bound: number) => number;

/** A random generator (xorshift) that starts from a seed other than 0. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

const FRAGMENTS: readonly string[] = [
  ...[
    '"',
    '${',
    '%{',
    '}',
    '{',
    '[',
    ']',
    '(',
    ')',
    '~}',
    '${~',
    '$${',
    '%%{',
    '%{ if x }',
    '%{ else }',
    '%{ endif }',
  ],
  ...[
    '%{ for a in b }',
    '%{ endfor }',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '#',
    '//',
    '/*',
    '*/',
    '<<E\n',
    '<<-E\n',
    'E\n',
  ],
  ...[
    '.',
    '...',
    '*',
    '[*]',
    '.*',
    '.0',
    '::',
    ':',
    '=',
    '==',
    '=>',
    '!',
    '<',
    '>=',
    '&&',
    '||',
    '&',
    '?',
    ',',
    '-',
  ],
  ...[
    '\\',
    '\\n',
    '\\u12',
    '1',
    '1.5',
    '1.2.3',
    'a',
    'b-c',
    'for',
    'in',
    'if',
    'null',
    'é',
    '\u00a0',
    '😀',
    '\ud800',
  ],
  ...["'", '`', ';', '^', '\0', '\ufeff', 'a = 1\n', 'b {}\n', 'b "c" {\n'],
];

/** One of the texts with one to four changes: something inserted, left out, doubled or taken from another text. */
export function mutate(texts: readonly string[], random: Random): string {
  let text = pick(texts, random);
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(text.length + 1);
    text = text.slice(0, at) + changeAt(text, at, texts, random);
  }
  return text;
}

function changeAt(text: string, at: number, texts: readonly string[], random: Random): string {
  const rest = text.slice(at);
  switch (random(5)) {
    case 0:
      return rest.slice(1 + random(4));
    case 1:
      return rest.slice(random(rest.length + 1));
    case 2: {
      const start = random(text.length);
      return text.slice(start, start + random(40)) + rest;
    }
    case 3: {
      const other = pick(texts, random);
      const start = random(other.length);
      return other.slice(start, start + random(60)) + rest;
    }
    default:
      return pick(FRAGMENTS, random) + rest;
  }
}

function pick<T>(list: readonly T[], random: Random): T {
  const item = list[random(list.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}
