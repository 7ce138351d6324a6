/** Values of another repository's model: facts, lists and ends of links, as `cidrlint model --format json` has them. */
import type { Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { Cloud, FactList } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../../values/fact.ts';
import type { MapValue, UnknownReason, Value } from '../../values/value.ts';
import { elementsOf, member } from '../arm/arm-object.ts';
import type { BindingContext } from '../binding.ts';
import { headOf, placeOf, type EntityHead } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import {
  booleanFact,
  countFact,
  knownFact,
  stringFact,
  undecidedFact,
  unresolvedList,
} from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';

const UNKNOWN = 'the model that it was read from does not know it';

/** Names of more parts than this are none. */
const MAX_PARTS = 16;

/** Reads the members of one entity. */
export interface ModelReader {
  readonly head: EntityHead;
  readonly cloud: Cloud;
  text(name: string): string | undefined;
  prefixes(name: string): FactList<Prefix>;
  boolean(name: string): Fact<boolean>;
  count(name: string): Fact<number>;
  string(name: string): Fact<string>;
  /** The end of a link that every entity of its kind has. */
  link(name: string): Target;
  /** The ends of links in a list; undefined when they are not known. */
  links(name: string): readonly Target[] | undefined;
  member(name: string): Value | undefined;
}

const CLOUDS: readonly Cloud[] = ['azure', 'aws', 'gcp', 'kubernetes', 'other'];

/** The reader of a resource, or of an object inside it. */
export function modelReader(
  context: BindingContext,
  resource: Resource,
  map = resource.attributes,
): ModelReader {
  const { range } = resource;
  const read = (name: string) => member(map, name);
  const orUnknown = <T>(fact: Fact<T>): Fact<T> => (fact.state === 'absent' ? unknownFact(range) : fact);
  const text = (name: string) => knownText(read(name));
  return {
    head: headOf(placeOf(resource), read('name'), keysOf(read('identity'))),
    cloud: CLOUDS.find((cloud) => cloud === text('cloud')) ?? 'other',
    text,
    prefixes(name) {
      const list = read(name);
      return list === undefined ? unresolvedList(unknownFact(range)) : prefixList(context, list);
    },
    boolean: (name) => orUnknown(booleanFact(context, read(name), range)),
    count: (name) => orUnknown(countFact(context, read(name), range)),
    string: (name) => orUnknown(stringFact(context, read(name), range)),
    link: (name) => targetOf(resource, read(name)),
    links(name) {
      const list = read(name);
      return list?.kind === 'list' ? list.items.map((item) => targetOf(resource, item)) : undefined;
    },
    member: read,
  };
}

/** What a model does not know. */
export function unknownFact(range: Range) {
  return undecidedFact(UNKNOWN, range, 'outside');
}

/** Why it is not known. */
export function unknownReason(range: Range): UnknownReason {
  return { code: 'outside', message: UNKNOWN, range };
}

/** A fact of a word that must be one of a few. */
export function wordFact<T extends string>(
  value: Value | undefined,
  words: readonly T[],
  range: Range,
): Fact<T> {
  const word = words.find((candidate) => candidate === knownText(value));
  return word === undefined || value === undefined ? unknownFact(range) : knownFact(word, value);
}

/** An id of the same model, something outside of it with its name, or null. */
function targetOf({ unit, range }: Resource, value: Value | undefined): Target {
  const text = knownText(value);
  if (value !== undefined && text !== undefined) {
    return { state: 'target', reference: { unit, address: text, path: [] }, text, origin: value.origin };
  }
  const external = value?.kind === 'map' ? knownText(member(value, 'external')) : undefined;
  const origin = value?.origin ?? { range, kind: 'default', from: [] };
  if (value?.kind !== 'map' || external === undefined) {
    return { state: 'unknown', reason: unknownReason(range), text: 'something', origin };
  }
  const identity = member(value, 'identity');
  const key = identity?.kind === 'map' ? keyOf(identity) : undefined;
  return { state: 'target', key, text: external, origin };
}

function keysOf(value: Value | undefined): readonly NameKey[] {
  return elementsOf(value).known.flatMap(({ map }) => keyOf(map) ?? []);
}

function keyOf(map: MapValue): NameKey | undefined {
  const namespace = knownText(member(map, 'namespace'));
  const names = member(map, 'names');
  const scope = member(map, 'scope');
  if (namespace === undefined || names?.kind !== 'list' || scope?.kind !== 'list') return undefined;
  const parts = names.items.map(knownText);
  if (parts.length === 0 || parts.length > MAX_PARTS || scope.items.length > MAX_PARTS) return undefined;
  if (!parts.every((part) => part !== undefined)) return undefined;
  return { namespace, names: parts, scope: scope.items.map(knownText) };
}
