/** The functions that look for something in a text or array, and the comparisons of texts. */
import { boolValue, numberValue, type Value } from '../../../values/value.ts';
import { keyNamed } from '../expressions/access.ts';
import {
  argument,
  eager,
  listAt,
  textAt,
  tolerant,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
} from './define.ts';
import { armEqual } from './equality.ts';
import { plainText, upperCase } from './text-value.ts';

/** Whether a text starts with another one, without regard to case. Known beginnings of unknown texts decide too. */
const startsWith = tolerant(2, 2, (args, call) => {
  const wanted = upperCase(textAt(args, 1));
  const [known, isWhole] = knownEnd(args, 'start');
  if (known.startsWith(wanted)) return boolValue(true, call.origin);
  if (isWhole || !wanted.startsWith(known)) return boolValue(false, call.origin);
  return undecided(argument(args, 0));
});

/** Whether a text ends with another one, without regard to case. Known ends of unknown texts decide too. */
const endsWith = tolerant(2, 2, (args, call) => {
  const wanted = upperCase(textAt(args, 1));
  const [known, isWhole] = knownEnd(args, 'end');
  if (known.endsWith(wanted)) return boolValue(true, call.origin);
  if (isWhole || !wanted.endsWith(known)) return boolValue(false, call.origin);
  return undecided(argument(args, 0));
});

/** What is known of one end of the first argument, in upper case, and whether that is all of it. */
function knownEnd(args: readonly Value[], end: 'start' | 'end'): readonly [text: string, isWhole: boolean] {
  const value = argument(args, 0);
  if (value.kind !== 'unknown') return [upperCase(textAt(args, 0)), true];
  const part = end === 'start' ? value.parts?.[0] : value.parts?.at(-1);
  return [part?.kind === 'string' ? upperCase(part.value) : '', false];
}

/** The first place of a text in another one without regard to case, or of an element in an array; -1 for none. */
const indexOf = eager(2, 2, (args, call) => {
  const container = argument(args, 0);
  if (container.kind === 'list')
    return numberValue(indexIn(listAt(args, 0).items, argument(args, 1)), call.origin);
  return numberValue(upperCase(textAt(args, 0)).indexOf(upperCase(textAt(args, 1))), call.origin);
});

/** As `indexOf`, the last place. */
const lastIndexOf = eager(2, 2, (args, call) => {
  const container = argument(args, 0);
  if (container.kind === 'list') {
    const { items } = listAt(args, 0);
    const index = indexIn([...items].reverse(), argument(args, 1));
    return numberValue(index === -1 ? -1 : items.length - 1 - index, call.origin);
  }
  const [text, wanted] = [upperCase(textAt(args, 0)), upperCase(textAt(args, 1))];
  if (wanted === '') return wrong('the last place of an empty text cannot be told', 'unsupported');
  return numberValue(text.lastIndexOf(wanted), call.origin);
});

function indexIn(items: readonly Value[], wanted: Value): number {
  for (const [index, item] of items.entries()) {
    const equal = armEqual(item, wanted);
    if (equal === undefined) return undecided(item, wanted);
    if (equal) return index;
  }
  return -1;
}

/** Whether an array has an element, an object a member (without case), a text another one (with case). */
const contains = tolerant(2, 2, (args, call) => {
  const [container, wanted] = [argument(args, 0), argument(args, 1)];
  switch (container.kind) {
    case 'list': {
      const found = containsItem(container.items, wanted);
      return found === undefined ? undecided(container, wanted) : boolValue(found, call.origin);
    }
    case 'map': {
      if (wanted.kind === 'unknown') return undecided(wanted);
      const name = plainText(wanted) ?? wrongKind(wanted, 1, 'the name of a property');
      if (keyNamed(container, name) !== undefined) return boolValue(true, call.origin);
      return container.open === undefined ? boolValue(false, call.origin) : undecided(container);
    }
    case 'unknown': {
      const text = plainText(wanted);
      const parts = text === undefined ? [] : (container.parts ?? []);
      const isFound = parts.some((part) => part.kind === 'string' && part.value.includes(text ?? ''));
      return isFound ? boolValue(true, call.origin) : undecided(container);
    }
    case 'string': {
      if (wanted.kind === 'unknown') return undecided(wanted);
      const text = plainText(wanted) ?? wrongKind(wanted, 1, 'a string');
      return boolValue(container.value.includes(text), call.origin);
    }
    default:
      return wrongKind(container, 0, 'an array, object or string');
  }
});

/** True as soon as one element certainly is it; undefined when none is, and one can be. */
function containsItem(items: readonly Value[], wanted: Value): boolean | undefined {
  let result: boolean | undefined = false;
  for (const item of items) {
    const equal = armEqual(item, wanted);
    if (equal === true) return true;
    if (equal === undefined) result = undefined;
  }
  return result;
}

/** Whether a text fits a pattern in which `*` stands for any characters; without regard to case. */
const like = eager(2, 2, (args, call) => {
  const [text, pattern] = [upperCase(textAt(args, 0)), upperCase(textAt(args, 1))];
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return boolValue(text === pattern, call.origin);
  const last = others.pop() ?? '';
  if (!text.startsWith(first)) return boolValue(false, call.origin);
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found === -1) return boolValue(false, call.origin);
    at = found + piece.length;
  }
  return boolValue(text.length - last.length >= at && text.endsWith(last), call.origin);
});

/** Functions by their names in lower case. */
export const SEARCH_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['contains', contains],
  ['endswith', endsWith],
  ['indexof', indexOf],
  ['lastindexof', lastIndexOf],
  ['like', like],
  ['startswith', startsWith],
];
