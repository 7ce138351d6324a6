/** What modules put in for inputs that a call leaves out. */
import type { Range } from '../text/range.ts';
import { listValue, stringValue, type ListValue, type StringValue } from '../values/value.ts';

/** A default text; `range` is the call that lacks it. */
export function defaultText(text: string, range: Range): StringValue {
  return stringValue(text, { range, kind: 'default', from: [] });
}

/** A default list of texts; `range` is the call that lacks it. */
export function defaultTexts(texts: readonly string[], range: Range): ListValue {
  const items = texts.map((text) => defaultText(text, range));
  return listValue(items, { range, kind: 'default', from: [] });
}
