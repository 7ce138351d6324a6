/** The functions that read one element: first, last, indexFromEnd, tryGet, tryIndexFromEnd. */
import type { Range } from '../../../text/range.ts';
import { nullValue, stringValue, type Value } from '../../../values/value.ts';
import { oneOf } from '../../hcl/candidates.ts';
import { derivedOrigin, unknownOf } from '../../hcl/derived.ts';
import { elementAt, memberNamed, readOut, type AccessProblem } from '../expressions/access.ts';
import {
  argument,
  countAt,
  listAt,
  tolerant,
  undecided,
  wrong,
  wrongKind,
  type ArmFunction,
  type Call,
} from './define.ts';
import { outerPiece } from './split.ts';

/**
 * The first or last element of an array, null when there is none; the first or last character of a text. Of a text
 * that is split, the outer piece can be known where the whole is not: `last(split(id, '/'))`.
 */
function outer(end: 'first' | 'last'): ArmFunction {
  return tolerant(1, 1, (args, call) => outerElement(argument(args, 0), end, call));
}

function outerElement(value: Value, end: 'first' | 'last', call: Call): Value {
  if (value.kind === 'unknown') {
    const piece = outerPiece(value, end);
    return piece === undefined ? undecided(value) : stringValue(piece, call.origin);
  }
  if (value.kind === 'string') {
    const character = end === 'first' ? value.value.slice(0, 1) : value.value.slice(-1);
    return stringValue(character, call.origin);
  }
  if (value.kind !== 'list') return wrongKind(value, 0, 'a string or an array');
  const { items } = listAt([value], 0);
  const item = end === 'first' ? items[0] : items.at(-1);
  return item === undefined ? nullValue(call.origin) : readOut(value, item, call.range);
}

/** The element of an array counted from its end, where 1 is the last. */
const indexFromEnd = tolerant(2, 2, (args, call) => {
  const element = fromEnd(argument(args, 0), argument(args, 1), call.range);
  return 'problem' in element ? wrong(element.problem) : element;
});

/**
 * What is read by an index or name, null when it is missing; further steps go on from there, and null ends them.
 * A step is an index, a name, or an object that says `fromEnd`.
 */
function reading(read: Reader): ArmFunction {
  return tolerant(
    2,
    Infinity,
    (args, call) => {
      const [container, first, ...others] = args;
      if (container === undefined || first === undefined) return wrong('an argument is missing');
      let current = readOrNull(read, container, first, call);
      for (const step of others) {
        if (current.kind === 'null') break;
        current = readOrNull(stepInto, current, step, call);
      }
      return current;
    },
    false,
  );
}

type Reader = (container: Value, step: Value, range: Range) => Value | AccessProblem;

/** Of each candidate what is read from it: one that lacks the member stands for null. */
function readOrNull(read: Reader, container: Value, step: Value, call: Call): Value {
  for (const undecidedOne of [container, step]) {
    if (undecidedOne.kind !== 'unknown' || undecidedOne.candidates === undefined) continue;
    const results = undecidedOne.candidates.map((candidate) =>
      undecidedOne === container
        ? readOrNull(read, candidate, step, call)
        : readOrNull(read, container, candidate, call),
    );
    if (results.length > 0) return oneOf(results, undecidedOne.reason, call.origin);
  }
  const element = read(container, step, call.range);
  if (!('problem' in element)) return element;
  return element.absent === true ? nullValue(call.origin) : wrong(element.problem);
}

function stepInto(container: Value, step: Value, range: Range): Value | AccessProblem {
  if (step.kind !== 'map') return elementAt(container, step, range);
  const index = memberNamed(step, 'value', range);
  const isFromEnd = memberNamed(step, 'fromEnd', range);
  if ('problem' in index || 'problem' in isFromEnd) return { problem: 'a step needs "value" and "fromEnd"' };
  if (isFromEnd.kind !== 'bool') return { problem: '"fromEnd" must be true or false' };
  return isFromEnd.value ? fromEnd(container, index, range) : elementAt(container, index, range);
}

function fromEnd(container: Value, index: Value, range: Range): Value | AccessProblem {
  if (container.kind === 'unknown' && container.candidates === undefined) {
    return unknownOf([container], derivedOrigin(range, [container]));
  }
  if (container.kind === 'unknown' || index.kind === 'unknown') return undecided(container, index);
  if (container.kind === 'null') return { problem: 'null has no elements', absent: true };
  const { items } = listAt([container], 0);
  const position = items.length - countAt([index], 0);
  const item = position < items.length ? items[position] : undefined;
  if (item !== undefined) return readOut(container, item, range);
  return { problem: `there is no element ${items.length - position} from the end`, absent: true };
}

/** Functions by their names in lower case. */
export const ACCESS_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['first', outer('first')],
  ['indexfromend', indexFromEnd],
  ['last', outer('last')],
  ['tryget', reading(elementAt)],
  ['tryindexfromend', reading(fromEnd)],
];
