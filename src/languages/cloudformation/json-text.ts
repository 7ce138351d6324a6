/** `Fn::ToJsonString`: values as JSON text. */
import { isWhollyKnown, type Value } from '../../values/value.ts';

/** The JSON of a value; undefined when not all of it is known. */
export function jsonText(value: Value): string | undefined {
  return isWhollyKnown(value) ? write(value) : undefined;
}

function write(value: Value): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(write).join(',')}]`;
    case 'map':
      return `{${[...value.entries].map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`).join(',')}}`;
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
    case 'bool':
      return String(value.value);
    default:
      return 'null';
  }
}
