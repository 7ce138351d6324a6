/** Loops: `Fn::ForEach::Name: [variable, collection, {"Key${variable}": body}]`. */
import type { Range } from '../../text/range.ts';
import { unknownValue, type UnknownValue, type Value } from '../../values/value.ts';
import type { Scope } from './scope.ts';
import { nodeText, type MapEntry, type TemplateNode } from './template-node.ts';
import { withTurns } from './substitution.ts';

/** Keys that begin a loop. */
export const LOOP = /^Fn::ForEach::/;

/** Members that the loops of one section or map make, at most, and turns of one loop. */
const MAX_TURNS = 2000;

/** A member of a section or map, with the scope that its value stands in. */
export interface LoopEntry {
  readonly name: string;
  readonly keyRange: Range;
  readonly value: TemplateNode;
  readonly scope: Scope;
  /** Set when it stands for none, one or many members, because the collection of its loop is not known. */
  readonly possible?: UnknownValue | undefined;
}

/** What loops make; `unknown` is set when the collection of one is not known, and is why. */
export interface LoopResult {
  readonly entries: readonly LoopEntry[];
  readonly unknown: UnknownValue | undefined;
}

/** The members of a section or map, loops expanded. Of members with one name the first counts. */
export function expandLoops(entries: ReadonlyMap<string, MapEntry>, scope: Scope): LoopResult {
  const found = new Map<string, LoopEntry>();
  let unknown: UnknownValue | undefined;
  for (const [name, { value, keyRange }] of entries) {
    if (!LOOP.test(name)) {
      if (!found.has(name)) found.set(name, { name, keyRange, value, scope });
      continue;
    }
    const loop = loopEntries(value, keyRange, scope);
    unknown ??= loop.unknown;
    for (const entry of loop.entries) if (!found.has(entry.name)) found.set(entry.name, entry);
  }
  return { entries: [...found.values()], unknown };
}

/** The members that a loop makes, and those of loops within it. */
export function loopEntries(loop: TemplateNode, range: Range, scope: Scope): LoopResult {
  const state: LoopState = { entries: [], turns: 0, unknown: undefined };
  enter(loop, range, scope, undefined, state);
  return { entries: state.entries, unknown: state.unknown };
}

interface LoopState {
  readonly entries: LoopEntry[];
  turns: number;
  unknown: UnknownValue | undefined;
}

function enter(
  loop: TemplateNode,
  range: Range,
  scope: Scope,
  possible: UnknownValue | undefined,
  state: LoopState,
): void {
  const [variable, collection, body] = loop.kind === 'list' ? loop.items : [];
  const name = nodeText(variable);
  if (name === undefined || collection === undefined || body?.kind !== 'map') {
    state.unknown ??= scope.fail('Fn::ForEach takes a variable, a collection and a map', range);
    return;
  }
  const { items, doubt } = turnsOf(scope.evaluate(collection), range);
  if (doubt !== undefined) state.unknown ??= doubt;
  for (const item of items) {
    if (++state.turns > MAX_TURNS || !scope.spend(1)) {
      state.unknown ??= tooMany(range);
      return;
    }
    const inner = scope.within(name, item);
    for (const [key, { value, keyRange }] of body.entries) {
      if (LOOP.test(key)) {
        enter(value, keyRange, inner, possible ?? doubt, state);
        continue;
      }
      const written = withTurns(key, keyRange, inner);
      const entryName = written.kind === 'string' ? written.value : key;
      state.entries.push({ name: entryName, keyRange, value, scope: inner, possible: possible ?? doubt });
    }
  }
}

/** The items of a collection; when it is unknown, one turn with an unknown item that stands for all. */
function turnsOf(
  value: Value,
  range: Range,
): { readonly items: readonly Value[]; readonly doubt?: UnknownValue } {
  if (value.kind === 'list') return { items: value.items };
  const reason =
    value.kind === 'unknown'
      ? value.reason
      : ({ code: 'failed', message: 'the collection of the loop is no list', range } as const);
  const doubt = unknownValue(reason, value.origin);
  return { items: [doubt], doubt };
}

function tooMany(range: Range): UnknownValue {
  const reason = { code: 'limit', message: 'the loop makes more than is read', range } as const;
  return unknownValue(reason, { range, kind: 'expression', from: [] });
}
