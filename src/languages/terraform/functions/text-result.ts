/** Bounds of the texts that functions make. */
import { stringValue, type StringValue, type UnknownValue, type Value } from '../../../values/value.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import type { Call, Problem } from './define.ts';

/** No function makes a longer text, in UTF-16 units. */
export const MAX_TEXT = 1_000_000;

/** What a call gives that would make a longer one. */
export const TEXT_TOO_LONG: Problem = {
  problem: `the result would have more than ${MAX_TEXT} characters`,
  code: 'limit',
};

/** A text as the result of a call. */
export function textResult(text: string, call: Call): StringValue | Problem {
  return text.length > MAX_TEXT ? TEXT_TOO_LONG : stringValue(text, call.origin);
}

const LENGTH_AT_END = /\/(\d{1,3})$/;

/**
 * The text of these texts and unknowns one after the other. When one is unknown, an unknown that holds them all; if
 * it ends with a prefix length, that is known.
 */
export function joinedText(pieces: readonly Value[], call: Call): StringValue | UnknownValue {
  const text = joinTexts(pieces, call.origin);
  const last = text.kind === 'unknown' ? text.parts?.at(-1) : undefined;
  const length = last?.kind === 'string' ? LENGTH_AT_END.exec(last.value)?.[1] : undefined;
  return text.kind !== 'unknown' || length === undefined || Number(length) > 128
    ? text
    : { ...text, prefixLength: Number(length) };
}
