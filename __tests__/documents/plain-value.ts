/** Values as plain data, and all of those within one. */
import type { Value } from '../../src/values/value.ts';

/** What a known value stands for; an unknown one is its code in angle brackets. */
export function plainOf(value: Value): unknown {
  switch (value.kind) {
    case 'unknown':
      return `<${value.reason.code}>`;
    case 'null':
      return null;
    case 'list':
      return value.items.map(plainOf);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, plainOf(item)]));
    default:
      return value.value;
  }
}

/** The value and all within it, outer ones first. */
export function placedValues(value: Value): readonly Value[] {
  const inner = value.kind === 'list' ? value.items : value.kind === 'map' ? [...value.entries.values()] : [];
  return [value, ...inner.flatMap(placedValues)];
}
