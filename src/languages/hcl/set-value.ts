/** Sets: their one order and form. */
import type { Origin } from '../../values/origin.ts';
import { isWhollyKnown, type ListValue, type Value } from '../../values/value.ts';
import { compareCodePoints, sortedEntries } from './equality.ts';
import { compareNumbers, formatNumber } from './number-text.ts';

/**
 * The set of some values: each once (the first of equals stays, with its origin), in the order in which Terraform
 * iterates: false before true, numbers by size, strings by code point, collections by their content, then null, then
 * what is not wholly known, which is kept as often as it was given. Sensitive when an element is.
 */
export function setValue(items: readonly Value[], origin: Origin): ListValue {
  const elements = new Map<string, Element>();
  const unsettled: Value[] = [];
  for (const value of items) {
    if (!isWhollyKnown(value)) {
      unsettled.push(value);
      continue;
    }
    const key = contentKey(value);
    if (!elements.has(key)) elements.set(key, { key, value });
  }
  const known = [...elements.values()].sort(compareElements).map((element) => element.value);
  const set: ListValue = { kind: 'list', type: 'set', items: [...known, ...unsettled], origin };
  return items.some((item) => item.sensitive === true) ? { ...set, sensitive: true } : set;
}

interface Element {
  readonly key: string;
  readonly value: Value;
}

function compareElements(a: Element, b: Element): number {
  const { value: left } = a;
  const { value: right } = b;
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(left.value, right.value);
  if (left.kind === 'string' && right.kind === 'string') return compareCodePoints(left.value, right.value);
  return compareCodePoints(a.key, b.key);
}

/** A text that is the same for equal values only, and whose order is the order of collections in a set. */
function contentKey(value: Value): string {
  switch (value.kind) {
    case 'bool':
      return value.value ? 'T' : 'F';
    case 'number':
      return formatNumber(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'list': {
      const [open, close] = value.type === 'tuple' ? ['<', '>'] : ['[', ']'];
      return `${open}${value.items.map((item) => `${contentKey(item)};`).join('')}${close}`;
    }
    case 'map': {
      const entries = sortedEntries(value).map(([key, item]) => ({
        key: JSON.stringify(key),
        item: contentKey(item),
      }));
      // Objects of one set have the same attributes: their values alone decide the order, as in Terraform.
      if (value.type === 'object') {
        return `<${entries.map(({ item }) => `${item};`).join('')}>{${entries.map(({ key }) => key).join()}}`;
      }
      return `{${entries.map(({ key, item }) => `${key}:${item};`).join('')}}`;
    }
    case 'null':
      return '~';
    case 'unknown':
      return '?';
  }
}
