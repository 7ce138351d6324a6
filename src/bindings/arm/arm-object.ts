/**
 * Resources in the shape of Azure's own API, from whatever brings them: azapi, a template, an export. Properties stand
 * under `properties`; exports of the command line flatten them. Names are compared without case, as the API does.
 */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import { unknownValue, type MapValue, type UnknownValue, type Value } from '../../values/value.ts';
import { azureKey, type AzureId } from '../azure/azure-id.ts';
import { idTarget } from '../azure/id-values.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { headOf, placeBeside, type EntityHead, type Place } from '../entity-head.ts';
import { memberOf } from '../read-attributes.ts';
import { jsonValue } from './json-value.ts';

/** One resource, or one that is written inside another. */
export interface ArmObject {
  /** The instance that declares it, or declares what it is written in. */
  readonly resource: Resource;
  readonly place: Place;
  /** Provider and types in lower case. */
  readonly type: string;
  readonly id: AzureId | undefined;
  /** The last name. */
  readonly name: Value | undefined;
  readonly body: MapValue;
  /** The resource that it belongs to; absent for what belongs to a group. */
  readonly parent: Target;
}

/** Binds resources of one type. */
export type ArmBinding = (arm: ArmObject, context: BindingContext) => readonly BindingOutput[];

/** A member of an object, its name compared without case; undefined when absent or null. */
export function member(map: MapValue, name: string): Value | undefined {
  const found = map.entries.get(name) ?? sameName(map, name);
  return found === undefined || found.kind === 'null' ? undefined : memberOf(map, found);
}

function sameName(map: MapValue, name: string): Value | undefined {
  const lower = name.toLowerCase();
  for (const [key, value] of map.entries) if (key.toLowerCase() === lower) return value;
  return undefined;
}

/** The value at a path of member names; an unknown on the way is the answer. */
export function memberAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let current = value;
  for (const name of path) {
    if (current?.kind !== 'map') return current?.kind === 'unknown' ? current : undefined;
    current = member(current, name);
  }
  return current;
}

/** A property of a resource: under `properties`, or flattened beside its name. */
export function property(body: MapValue, ...path: readonly string[]): Value | undefined {
  return memberAt(body, 'properties', ...path) ?? memberAt(body, ...path);
}

/** The same of a value that may be unknown or missing. */
export function propertyOf(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  if (value?.kind === 'map') return property(value, ...path);
  return value?.kind === 'unknown' ? value : undefined;
}

/** The first element of a list, an unknown when that cannot be told. */
export function firstElement(value: Value | undefined): Value | undefined {
  const { known, unknown } = elementsOf(value);
  return known[0]?.map ?? unknown[0];
}

/** What an instance declares in the shape of the API: the body of an azapi resource, or the instance itself. */
export function bodyOf(resource: Resource): MapValue {
  const written = resource.attributes.entries.get('body');
  const isText = written?.kind === 'string' || written?.kind === 'unknown';
  const body = isText ? jsonValue(written) : written;
  return body?.kind === 'map' ? body : resource.attributes;
}

/** An object of a list, with its index. */
interface Element {
  readonly index: number;
  readonly map: MapValue;
}

export interface Elements {
  readonly known: readonly Element[];
  readonly unknown: readonly UnknownValue[];
}

/** The objects of a list; `unknown` holds what cannot be told. */
export function elementsOf(value: Value | undefined): Elements {
  if (value?.kind === 'unknown') return { known: [], unknown: [value] };
  const known: Element[] = [];
  const unknown: UnknownValue[] = [];
  const items = value?.kind === 'list' ? value.items : [];
  items.forEach((item, index) => {
    const element = value === undefined ? item : memberOf(value, item);
    if (element.kind === 'map' && element.possible !== undefined) {
      unknown.push(unknownValue(element.possible, element.origin));
    } else if (element.kind === 'map') known.push({ index, map: element });
    else if (element.kind === 'unknown') unknown.push(element);
  });
  return { known, unknown };
}

/** The head of the entity that a resource is. */
export function armHead(arm: ArmObject): EntityHead {
  return headOf(arm.place, arm.name, keysOf(arm.id));
}

function keysOf(id: AzureId | undefined): NameKey[] {
  return id === undefined ? [] : [azureKey(id)];
}

/** The head of something that a resource brings along at a step inside it, without a name for others to use. */
export function headInside(arm: ArmObject, ...steps: readonly (string | number)[]): EntityHead {
  return headOf(placeBeside(arm.place, ...steps), arm.name, []);
}

/** What a reference object such as `{ "id": ... }` means; the id can also stand there by itself. */
export function refTarget(context: BindingContext, value: Value | undefined, arm: ArmObject): Target {
  return idTarget(context, value?.kind === 'map' ? member(value, 'id') : value, arm.place.range);
}
