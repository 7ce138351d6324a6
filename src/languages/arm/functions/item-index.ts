/** Finding equal values among many: by a text of their content where they are known, else one by one. */
import type { Value } from '../../../values/value.ts';
import { hasKnownLength } from '../../hcl/equality.ts';
import { wrong } from './define.ts';
import { armEqual } from './equality.ts';

/** Values that can be looked up by equality. */
export interface ItemIndex {
  /** Whether an equal value is among them. Undefined when unknown parts decide it. */
  has(value: Value): boolean | undefined;
  add(value: Value): void;
}

/** Values that are compared one by one for one index, at most: the others are looked up. */
const MAX_COMPARISONS = 50_000;

/** An index of these values. Ends the call when it takes too many comparisons. */
export function createItemIndex(values: Iterable<Value> = []): ItemIndex {
  const keys = new Set<string>();
  const all: Value[] = [];
  /** Those that are not wholly known. */
  const uncertain: Value[] = [];
  let comparisons = 0;
  const index: ItemIndex = {
    has(value) {
      const key = knownKey(value);
      if (key !== undefined && keys.has(key)) return true;
      const compared = key === undefined ? all : uncertain;
      comparisons += compared.length;
      if (comparisons > MAX_COMPARISONS) return wrong('there are too many elements to compare', 'limit');
      let result: boolean | undefined = false;
      for (const other of compared) {
        const equal = armEqual(value, other);
        if (equal === true) return true;
        if (equal === undefined) result = undefined;
      }
      return result;
    },
    add(value) {
      const key = knownKey(value);
      if (key === undefined) uncertain.push(value);
      else keys.add(key);
      all.push(value);
    },
  };
  for (const value of values) index.add(value);
  return index;
}

/** Kept by what holds the elements; `false` for what is not wholly known. */
const keysOfHolders = new WeakMap<object, string | false>();

/** A text that is the same for equal values, and for no others. Undefined when a part is unknown. */
function knownKey(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'unknown':
      return undefined;
    case 'list':
      return hasKnownLength(value)
        ? kept(value.items, () => keyOfAll('[', value.items.entries()))
        : undefined;
    case 'map': {
      if (value.open !== undefined) return undefined;
      const { entries } = value;
      return kept(entries, () =>
        keyOfAll(
          '{',
          [...entries].sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      );
    }
  }
}

function kept(holder: object, compute: () => string | undefined): string | undefined {
  const known = keysOfHolders.get(holder);
  if (known !== undefined) return known === false ? undefined : known;
  const key = compute();
  keysOfHolders.set(holder, key ?? false);
  return key;
}

function keyOfAll(open: string, entries: Iterable<readonly [string | number, Value]>): string | undefined {
  const keys: string[] = [];
  for (const [name, item] of entries) {
    const key = knownKey(item);
    if (key === undefined) return undefined;
    keys.push(typeof name === 'number' ? key : `${JSON.stringify(name)}:${key}`);
  }
  return `${open}${keys.join(',')}`;
}
