/** Dynamic blocks: which blocks one makes, and what the iterator stands for in each. */
import type { Range } from '../../text/range.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import {
  mapValue,
  numberValue,
  unknownValue,
  type ListValue,
  type UnknownReason,
  type Value,
} from '../../values/value.ts';
import { firstGap } from '../hcl/derived.ts';
import { hasKnownLength, sortedEntries, valuesEqual } from '../hcl/equality.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { weightOf } from '../hcl/value-limits.ts';
import {
  attributeIn,
  blockIn,
  contentOf,
  rangeOfExpression,
  rangeOfHeader,
  type Content,
  type PlacedBlock,
} from './content.ts';
import { elementThrough, keyValue } from './elements.ts';
import type { Module, Names } from './module.ts';
import { MAX_REPETITIONS } from './repetition.ts';
import { createScope } from './scope.ts';

/**
 * Each element of a set with unknown parts is compared with all others: no more values than this are compared for one
 * set. So many cost a step of evaluation.
 */
const MAX_COMPARED = 100_000;
const COMPARED_PER_STEP = 20;

/** A block as it is deployed: one of those that a dynamic block makes, or a block as it stands. */
export interface BlockInstance {
  readonly content: Content;
  readonly names: Names;
  readonly origin: Origin;
  /** Set when it is unknown how many there are: this one stands for all. */
  readonly possible?: UnknownReason | undefined;
}

/**
 * The blocks that a dynamic block makes. When its `for_each` is unknown, one block that may exist stands for all of
 * them, and its iterator is unknown. An element of a set of which too little is known to tell it from the others makes
 * a block that may exist. What is wrong is reported.
 */
export function expandDynamic(placed: PlacedBlock, module: Module, names: Names): readonly BlockInstance[] {
  const content = contentOf(placed);
  const forEach = attributeIn(content, 'for_each');
  const made = blockIn(content, 'content');
  if (forEach === undefined || made === undefined) {
    report('A dynamic block needs a for_each argument and a content block.', rangeOfHeader(placed), module);
    return [];
  }
  const collection = evaluateExpression(forEach.expression, createScope(module, forEach.file, names));
  const range = rangeOfExpression(forEach);
  const elements = elementsOf(collection, range, module);
  const iterator = iteratorName(placed);
  const header = rangeOfHeader(placed);
  return elements.map(({ key, value, possible }) => ({
    content: contentOf(made),
    names: withIterator(names, iterator, key, value, range),
    origin: { range: header, kind: 'expression', from: [value.origin] },
    possible,
  }));
}

interface Element {
  readonly key: Value;
  readonly value: Value;
  readonly possible?: UnknownReason | undefined;
}

function elementsOf(collection: Value, range: Range, module: Module): readonly Element[] {
  const unknown = whyUnknown(collection, module);
  if (unknown !== undefined) return [unknownElement({ range, ...unknown }, range)];
  if (collection.kind !== 'list' && collection.kind !== 'map') {
    const what = collection.kind === 'null' ? 'It is null.' : `It is a ${collection.kind}.`;
    report(`The for_each of a dynamic block must be a list, a set or a map. ${what}`, range, module);
    return [unknownElement({ code: 'failed', message: 'for_each is no collection', range }, range)];
  }
  const size = collection.kind === 'list' ? collection.items.length : collection.entries.size;
  if (size > MAX_REPETITIONS || !module.unit.take(size)) {
    const message = `${String(size)} blocks are more than are read`;
    return [unknownElement({ code: 'limit', message, range }, range)];
  }
  if (collection.kind === 'map') {
    return sortedEntries(collection).map(([key, item]) => {
      const value = elementThrough(item, collection);
      return { key: keyValue(key, value, collection), value };
    });
  }
  return collection.items.map((item, index) => {
    const value = elementThrough(item, collection);
    const position: Origin = { range, kind: 'expression', from: [] };
    const key = collection.type === 'set' ? value : numberValue(index, position);
    return { key, value, possible: whyDoubtful(item, index, collection) };
  });
}

function whyUnknown(collection: Value, { unit }: Module): UnknownReason | undefined {
  if (collection.kind === 'unknown') return collection.reason;
  if (collection.kind === 'map') return collection.open?.reason;
  if (collection.kind !== 'list' || hasKnownLength(collection)) return undefined;
  const compared = collection.items.length * weightOf(collection);
  if (compared > MAX_COMPARED) return firstGap(collection.items);
  unit.budget.steps -= Math.ceil(compared / COMPARED_PER_STEP);
  return undefined;
}

/**
 * Why it is unknown whether an element of a set makes a block of its own: it may turn out to be one of those before it.
 * What is wholly known comes first in a set, each once.
 */
function whyDoubtful(item: Value, index: number, collection: ListValue): UnknownReason | undefined {
  const gap = hasKnownLength(collection) ? undefined : firstGap([item]);
  if (gap === undefined) return undefined;
  const isOther = (before: Value): boolean => valuesEqual(before, item) === false;
  return collection.items.slice(0, index).every(isOther) ? undefined : gap;
}

function unknownElement(reason: UnknownReason, range: Range): Element {
  const unknown = unknownValue(reason, { range, kind: 'expression', from: [] });
  return { key: unknown, value: unknown, possible: reason };
}

/** The iterator is called like the blocks unless `iterator` gives it a name. */
function iteratorName(placed: PlacedBlock): string {
  const iterator = attributeIn(contentOf(placed), 'iterator')?.expression;
  return iterator?.kind === 'variable' ? iterator.name : (placed.block.labels[0]?.name ?? '');
}

function withIterator(names: Names, name: string, key: Value, value: Value, range: Range): Names {
  const members = new Map([
    ['key', key],
    ['value', value],
  ]);
  const iterator = mapValue(members, literalOrigin(range));
  return { ...names, iterators: new Map([...(names.iterators ?? []), [name, iterator]]) };
}

function report(message: string, range: Range, module: Module): void {
  module.unit.report({ severity: 'error', code: 'terraform-dynamic', message, range });
}
