/** Texts of which only parts are known, in a form that can be cut and compared. */
import { stringValue, type Value } from '../../../values/value.ts';

/** Parts inside parts are entered no deeper than this. */
const MAX_DEPTH = 16;

/** The known texts and the unknowns that a text is made of, in order. A value that is no text is its own only part. */
export function textParts(value: Value, depth = 0): readonly Value[] {
  if (value.kind === 'number' || value.kind === 'bool')
    return [stringValue(String(value.value), value.origin)];
  if (value.kind !== 'unknown' || value.parts === undefined || depth >= MAX_DEPTH) return [value];
  return value.parts.flatMap((part) => textParts(part, depth + 1));
}

/** Longer texts are not compared: no id is that long. */
const MAX_LENGTH = 8192;

/**
 * A text that is equal for equal values, without regard to case: unknown parts stand as what they were read from.
 * Undefined when a part cannot be told from others.
 */
export function comparableText(value: Value): string | undefined {
  let text = '';
  for (const part of textParts(value)) {
    if (part.kind === 'string') text += part.value.toLowerCase();
    else if (part.kind !== 'unknown' || part.reference === undefined) return undefined;
    else {
      const { unit, address, path } = part.reference;
      text += `\0${JSON.stringify([unit, address, ...path])}\0`;
    }
    if (text.length > MAX_LENGTH) return undefined;
  }
  return text;
}
