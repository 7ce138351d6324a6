/** References for computed unknowns, by which equal calls with equal arguments can be told to be equal. */
import { createHash } from 'node:crypto';
import type { Reference, Value } from '../../../values/value.ts';

/** Longer descriptions of arguments are told by their digest. */
const MAX_LENGTH = 300;

/** Values that are described for one token, at most. */
const MAX_VALUES = 500;

/** No unit has this id, so the reference leads to no instance. */
const NO_UNIT = '';

/**
 * What the result of a function stands for that always gives the same for the same arguments. Undefined when an
 * argument cannot be told from other unknowns.
 */
export function stableReference(name: string, args: readonly Value[]): Reference | undefined {
  const budget = { left: MAX_VALUES };
  const tokens = args.map((arg) => tokenOf(arg, budget));
  if (!tokens.every((token) => token !== undefined)) return undefined;
  return { unit: NO_UNIT, address: `${name.toLowerCase()}(${shortened(tokens.join(','))})`, path: [] };
}

/** A text that is equal for values that certainly are equal. Undefined when there is none. */
export function tokenOf(value: Value, budget: { left: number } = { left: MAX_VALUES }): string | undefined {
  if (budget.left-- <= 0) return undefined;
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'list':
      return joined('[', ']', value.items, (item) => tokenOf(item, budget));
    case 'map':
      if (value.open !== undefined) return referenceToken(value.open.reference);
      return joined('{', '}', [...value.entries], ([key, item]) => {
        const token = tokenOf(item, budget);
        return token === undefined ? undefined : `${JSON.stringify(key)}:${token}`;
      });
    case 'unknown':
      if (value.reference !== undefined) return referenceToken(value.reference);
      return value.parts && joined('<', '>', value.parts, (part) => tokenOf(part, budget));
  }
}

function referenceToken({ unit, address, path }: Reference): string {
  const where = unit === NO_UNIT ? address : `${unit}:${address}`;
  return path.length === 0 ? where : `${where}.${path.join('.')}`;
}

function joined<T>(
  open: string,
  close: string,
  items: readonly T[],
  token: (item: T) => string | undefined,
): string | undefined {
  const tokens: string[] = [];
  for (const item of items) {
    const each = token(item);
    if (each === undefined) return undefined;
    tokens.push(each);
  }
  return `${open}${tokens.join(',')}${close}`;
}

function shortened(text: string): string {
  return text.length <= MAX_LENGTH ? text : createHash('sha256').update(text).digest('hex');
}
