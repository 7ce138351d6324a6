/** Readers of manifests that several kinds share. */
import type { Resource } from '../../languages/unit.ts';
import type { Prefix } from '../../ip/prefix.ts';
import type { Address } from '../../ip/address.ts';
import type { Cloud, Cluster, FactList } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../../values/fact.ts';
import { literalOrigin } from '../../values/origin.ts';
import {
  unknownValue,
  type ListValue,
  type MapValue,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import type { DraftOf } from '../binding.ts';
import { headOf, placeOf, type EntityHead, type Place } from '../entity-head.ts';
import { attributeAt, memberOf } from '../read-attributes.ts';
import { defaultFact, undecidedFact } from '../read-facts.ts';
import { stated } from './written-name.ts';

/** The value at a path of an object, undefined when it is missing or empty. */
export function valueAt(resource: Resource, ...path: readonly string[]): Value | undefined {
  return stated(attributeAt(resource.attributes, ...path));
}

/** The same inside a value. */
export function valueIn(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  if (value?.kind === 'map') return stated(attributeAt(value, ...path));
  return value?.kind === 'unknown' ? value : undefined;
}

/** The elements of a list with their index; what is no list counts as its only element. */
export function elements(value: Value | undefined): readonly (readonly [Value, number])[] {
  if (value === undefined) return [];
  if (value.kind !== 'list') return [[value, 0]];
  return value.items.map((item, index) => [memberOf(value, item), index] as const);
}

/** The maps among the elements. */
export function maps(value: Value | undefined): readonly (readonly [MapValue, number])[] {
  return elements(value).flatMap(([item, index]) => (item.kind === 'map' ? [[item, index] as const] : []));
}

/** The unknowns among the elements. */
export function unknowns(value: Value | undefined): readonly UnknownValue[] {
  return elements(value).flatMap(([item]) => (item.kind === 'unknown' ? [item] : []));
}

/** The head of what an object stands for as a whole. */
export function objectHead(resource: Resource): EntityHead {
  return headOf(placeOf(resource), valueAt(resource, 'metadata', 'name'), []);
}

/** The place of what a value inside an object declares. */
export function placeInside(
  resource: Resource,
  value: Value | undefined,
  ...path: readonly (string | number)[]
): Place {
  const place = placeOf(resource);
  return { ...place, path, range: value === undefined ? place.range : value.origin.range };
}

/** A value for what stands in an object that was not read. */
export function notRead(what: string, range: Range): UnknownValue {
  const origin = { range, kind: 'default', from: [] } as const;
  return unknownValue({ code: 'outside', message: `${what} is not in what was read`, range }, origin);
}

/** A list of the elements of some values, each of which may be a list. */
export function listOfAll(range: Range, ...values: readonly (Value | undefined)[]): ListValue | undefined {
  const items = values.flatMap((value) => elements(value).map(([item]) => item));
  if (items.length === 0) return undefined;
  // Its elements keep the history that they have.
  return { kind: 'list', type: 'tuple', items, origin: literalOrigin(range) };
}

/** Ranges in one text, separated by commas, as dual-stack installers take them. */
export function splitRanges(value: Value | undefined): Value | undefined {
  if (value?.kind !== 'string' || !value.value.includes(',')) return value;
  const items = value.value.split(',').map((text): Value => ({ ...value, value: text.trim() }));
  return { kind: 'list', type: 'tuple', items, origin: value.origin };
}

/** What a cluster of one's own making says. */
export interface PlainClusterFacts {
  readonly cloud: Cloud;
  readonly type?: Cluster['type'];
  readonly podCidrs: FactList<Prefix>;
  readonly serviceCidrs: FactList<Prefix>;
  /** Set when the installer gives the tenth address of the service range to DNS, as kubeadm and its kin do. */
  readonly tenthIsDns: boolean;
  readonly version: Fact<string>;
  readonly privateApi?: Fact<boolean>;
}

/**
 * A cluster whose network plug-in is a matter of its own: whether pods take addresses of a range that no network
 * routes is not known.
 */
export function plainClusterDraft(head: EntityHead, facts: PlainClusterFacts): DraftOf<'cluster'> {
  const { cloud, type = 'other', podCidrs, serviceCidrs, tenthIsDns, version, privateApi } = facts;
  return {
    ...head,
    kind: 'cluster',
    cloud,
    type,
    networkMode: undecidedFact(
      'how pods get addresses depends on the network plug-in',
      head.range,
      'environment',
    ),
    podCidrs,
    serviceCidrs,
    dnsServiceIp: tenthIsDns ? tenthAddress(serviceCidrs, head) : notWritten('the address of DNS', head),
    privateApi: privateApi ?? { state: 'absent', range: head.range },
    version,
  };
}

function tenthAddress(services: FactList<Prefix>, head: EntityHead): Fact<Address> {
  const [service] = services.items;
  const isRoomy = service !== undefined && service.value.length <= (service.value.family === 4 ? 28 : 124);
  if (!isRoomy || services.unresolved.length > 0) return notWritten('the address of DNS', head);
  const { family, first } = service.value;
  return defaultFact({ family, value: first + 10n }, service.origin.range);
}

function notWritten(what: string, head: EntityHead): Fact<never> {
  return undecidedFact(`the code does not write ${what}`, head.range);
}
