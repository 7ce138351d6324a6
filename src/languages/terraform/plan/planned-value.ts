/** Planned values with the places of the code: the plan says what they are, the code where they come from. */
import { rangeOf } from '../../../text/range.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { literalOrigin, type Origin } from '../../../values/origin.ts';
import {
  boolValue,
  listValue,
  nullValue,
  numberValue,
  stringValue,
  unknownValue,
  type MapValue,
  type Reference,
  type UnknownReason,
  type Value,
} from '../../../values/value.ts';
import { withinLimits } from '../../hcl/value-limits.ts';
import type { JsonNode } from '../../json/parse-json.ts';
import { isTrue, itemsOf, membersOf, scalarText, textAt } from './json-members.ts';
import { matchItems } from './match-items.ts';
import type { PlannedNodes } from './plan.ts';
import { sameValue } from './same-value.ts';

/** What the values of one instance are made with. */
export interface ValueContext {
  readonly file: SourceFile;
  /** Why unknown values of the instance are. */
  readonly reason: UnknownReason;
  /** The text that the plan has for what an unknown value of the code stands for. */
  planned(reference: Reference): string | undefined;
  /** False for an attribute that the block of the instance certainly does not write. */
  writes(attribute: string): boolean;
  /** True for a part of the instance that only repeats another instance of the plan. */
  repeatsOther(node: JsonNode): boolean;
}

/** Where a value stands in the code. */
interface Written {
  /** The value that the code has there, if it has one. */
  readonly value: Value | undefined;
  /** The history of a value that the code does not have; without it the value's place is the one in the plan. */
  readonly near: Origin | undefined;
}

/**
 * The attributes of an instance: those that the plan has, with the places and references of those that the code has.
 * What is unknown and not written is left out, as it is when the code alone is read: the map is `open` for it. With no
 * code at all, everything that the plan calls unknown is there as an unknown value.
 */
export function plannedAttributes(
  nodes: PlannedNodes,
  written: MapValue | undefined,
  near: Origin | undefined,
  reference: Reference,
  context: ValueContext,
): MapValue {
  const origin = written?.origin ?? near ?? literalOrigin({ file: context.file, start: 0, end: 0 });
  const entries = membersAt(nodes, { value: written, near }, context);
  for (const [name, node] of membersOf(nodes.unknown)) {
    if (isTrue(node) && !context.writes(name)) entries.delete(name);
  }
  for (const [name, value] of entries) entries.set(name, withinLimits(value));
  const open = written?.open ?? { reference, reason: context.reason };
  return { kind: 'map', type: 'object', entries, origin, open };
}

function membersAt(nodes: PlannedNodes, written: Written, context: ValueContext): Map<string, Value> {
  const { value, near } = written;
  const known = membersOf(nodes.known);
  const unknown = membersOf(nodes.unknown);
  const sensitive = membersOf(nodes.sensitive);
  const isWhollySensitive = isTrue(nodes.sensitive);
  const map = value?.kind === 'map' ? value : undefined;
  const entries = new Map<string, Value>();
  for (const name of new Set([...known.keys(), ...unknown.keys()])) {
    const own = map?.entries.get(name);
    const isLeftOpen = own === undefined && map?.open !== undefined && isTrue(unknown.get(name));
    if (isLeftOpen) continue;
    const member = {
      known: known.get(name),
      unknown: unknown.get(name),
      sensitive: isWhollySensitive ? nodes.sensitive : sensitive.get(name),
    };
    const made = valueAt(member, { value: own, near: nearIn(value, near) }, context);
    if (made !== undefined) entries.set(name, made);
  }
  return entries;
}

/** The history of what a container of the code does not have itself. */
function nearIn(container: Value | undefined, near: Origin | undefined): Origin | undefined {
  if (container === undefined) return near;
  const { origin } = container;
  const isBlock = container.kind === 'map' && container.open !== undefined;
  return isBlock ? { range: origin.range, kind: 'default', from: [] } : origin;
}

function valueAt(nodes: PlannedNodes, written: Written, context: ValueContext): Value | undefined {
  const { known, unknown, sensitive } = nodes;
  if (isTrue(sensitive)) return sensitiveAt(nodes, written, context);
  if (isTrue(unknown)) return unknownAt(nodes, written, context);
  switch ((known ?? unknown)?.kind) {
    case 'array':
      return listAt(nodes, written, context);
    case 'object':
      return mapAt(nodes, written, context);
    default:
      return known && scalarAt(known, written, context);
  }
}

/** What is sensitive is used like anything else: the mark keeps it from being shown. */
function sensitiveAt(nodes: PlannedNodes, written: Written, context: ValueContext): Value | undefined {
  const value = valueAt({ ...nodes, sensitive: undefined }, written, context);
  return value && { ...value, sensitive: true };
}

/** True when something in the value is unknown, beside what a block does not write. */
function hasUnknown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'list':
      return value.items.some(hasUnknown);
    case 'map':
      return value.possible !== undefined || [...value.entries.values()].some(hasUnknown);
    default:
      return false;
  }
}

/** An unknown of the code, or a value with unknown parts, tells more than the plan does: it is how ends are found. */
function unknownAt({ known, unknown }: PlannedNodes, written: Written, context: ValueContext): Value {
  const { value } = written;
  if (value !== undefined && hasUnknown(value)) return value;
  const origin = originAt(known ?? unknown, written, context);
  return unknownValue(context.reason, origin, value?.reference);
}

function originAt(node: JsonNode | undefined, { value, near }: Written, { file }: ValueContext): Origin {
  return value?.origin ?? near ?? literalOrigin(rangeOf(file, node ?? { start: 0, end: 0 }));
}

function scalarAt(node: JsonNode, written: Written, context: ValueContext): Value | undefined {
  const { value } = written;
  const place = originAt(node, written, context);
  // The code as it was read says something else: its places are the best there are, but nobody typed this value there.
  const differs = value !== undefined && !hasUnknown(value) && !sameValue(node, value);
  const origin: Origin = differs ? { range: place.range, kind: 'expression', from: [place] } : place;
  const made = scalarOf(node, origin);
  return made && withMarks(made, leadsElsewhere(node, value, context) ? withoutReference(value) : value);
}

/** True when the plan has another value for what the code reads there: the code was read with other values. */
function leadsElsewhere(node: JsonNode, value: Value | undefined, { planned }: ValueContext): boolean {
  const end = value?.reference && planned(value.reference);
  return end !== undefined && end.toLowerCase() !== scalarText(node)?.toLowerCase();
}

function withoutReference(value: Value | undefined): Value | undefined {
  return value && { ...value, reference: undefined };
}

function scalarOf(node: JsonNode, origin: Origin): Value | undefined {
  switch (node.kind) {
    case 'string':
      return stringValue(node.value, origin);
    case 'number':
      return numberValue(node.value, origin);
    case 'bool':
      return boolValue(node.value, origin);
    case 'null':
      return nullValue(origin);
    default:
      return undefined;
  }
}

function listAt(nodes: PlannedNodes, written: Written, context: ValueContext): Value {
  const known = itemsOf(nodes.known);
  const unknown = itemsOf(nodes.unknown);
  const sensitive = itemsOf(nodes.sensitive);
  const length = Math.max(known.length, unknown.length);
  const { value } = written;
  // A block of which there can be only one is a map in the code of some providers.
  const items = value?.kind === 'list' ? value.items : value?.kind === 'map' ? [value] : [];
  const partners = matchItems({ length, known, unknown }, items, context.planned);
  const near = nearIn(value, written.near);
  const made: Value[] = [];
  for (let index = 0; index < length; index++) {
    const node = known[index];
    if (value === undefined && node !== undefined && context.repeatsOther(node)) continue;
    const item = { known: node, unknown: unknown[index], sensitive: sensitive[index] };
    const itemValue = valueAt(item, { value: certain(partners[index]), near }, context);
    if (itemValue !== undefined) made.push(itemValue);
  }
  const list = listValue(made, originAt(nodes.known ?? nodes.unknown, written, context), 'list');
  return withMarks(list, value);
}

/** The plan knows which blocks there are. */
function certain(value: Value | undefined): Value | undefined {
  return value?.kind === 'map' ? { ...value, possible: undefined } : value;
}

function mapAt(nodes: PlannedNodes, written: Written, context: ValueContext): Value {
  const { value, near } = written;
  const own = value?.kind === 'list' && value.items.length === 1 ? certain(value.items[0]) : value;
  const entries = membersAt(nodes, { value: own, near }, context);
  const origin = originAt(nodes.known ?? nodes.unknown, { value: own, near }, context);
  const { open, keyOrigins } = own?.kind === 'map' ? own : {};
  return withMarks({ kind: 'map', type: 'object', entries, origin, open, keyOrigins }, value);
}

/** What the code has there is still what was read, and as secret. */
function withMarks<V extends Value>(made: V, value: Value | undefined): V {
  if (value === undefined) return made;
  return {
    ...made,
    ...(value.reference === undefined ? {} : { reference: value.reference }),
    ...(value.sensitive === undefined ? {} : { sensitive: value.sensitive }),
  };
}

/** Whether a planned block only repeats another instance: a computed list of what others declare one by one. */
export function isRepetition(node: JsonNode, nameById: ReadonlyMap<string, string>): boolean {
  const id = textAt(node, 'id');
  return id !== undefined && nameById.get(id) === (textAt(node, 'name') ?? '');
}
