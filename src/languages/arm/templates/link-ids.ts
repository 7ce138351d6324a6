/** Finds the ids of declared resources among the values of a unit, and marks them with what they mean. */
import type { Resource } from '../../unit.ts';
import { stringValue, type MapValue, type Reference, type Value } from '../../../values/value.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import { comparableText, textParts } from './text-parts.ts';

/** The same resources; values that are the id of one of them carry a reference to it. */
export function linkIds(resources: readonly Resource[]): readonly Resource[] {
  const linker = new Linker(indexOf(resources));
  return resources.map((resource) => ({ ...resource, attributes: linker.attributes(resource.attributes) }));
}

/**
 * Ids in comparable form, with what has them. Of several with one id a deployed resource counts before one that is
 * written in another's body, and that before one that is only read.
 */
function indexOf(resources: readonly Resource[]): ReadonlyMap<string, Reference> {
  const index = new Map<string, Reference>();
  const identified = resources.flatMap((resource) => {
    const id = resource.attributes.entries.get('id');
    return id === undefined || resource.mode === 'module' ? [] : [{ resource, id }];
  });
  const managed = identified.filter(({ resource }) => resource.mode === 'managed');
  const read = identified.filter(({ resource }) => resource.mode === 'data');
  for (const { resource, id } of managed) add(index, id, referenceTo(resource, 'id'));
  for (const { resource, id } of managed) addInner(index, resource, id);
  for (const { resource, id } of read) add(index, id, referenceTo(resource, 'id'));
  return index;
}

function referenceTo({ unit, address }: Resource, ...path: readonly (string | number)[]): Reference {
  return { unit, address, path };
}

function add(index: Map<string, Reference>, id: Value, reference: Reference): void {
  const text = comparableText(id);
  if (text !== undefined && text !== '' && !index.has(text)) index.set(text, reference);
}

/** What a resource declares in its body, such as subnets, has the list's name and its own behind the id. */
function addInner(index: Map<string, Reference>, resource: Resource, id: Value): void {
  const properties = resource.attributes.entries.get('properties');
  if (properties?.kind !== 'map') return;
  for (const [list, value] of properties.entries) {
    if (value.kind !== 'list') continue;
    value.items.forEach((element, position) => {
      const name = element.kind === 'map' ? element.entries.get('name') : undefined;
      if (name?.kind !== 'string' && name?.kind !== 'unknown') return;
      const inner = joinTexts([id, stringValue(`/${list}/`, id.origin), name], id.origin);
      add(index, inner, referenceTo(resource, 'properties', list, position, 'id'));
    });
  }
}

/** Values inside values, at most. */
const MAX_DEPTH = 200;

/** Walks through values that share much, each once. */
class Linker {
  readonly #index: ReadonlyMap<string, Reference>;
  readonly #done = new WeakMap<Value, Value>();

  constructor(index: ReadonlyMap<string, Reference>) {
    this.#index = index;
  }

  /** The id of the resource itself stays as it is: it stands for nothing else. */
  attributes(map: MapValue): MapValue {
    const entries = new Map<string, Value>();
    for (const [name, value] of map.entries) entries.set(name, name === 'id' ? value : this.#link(value, 0));
    return { ...map, entries };
  }

  #link(value: Value, depth: number): Value {
    if (depth > MAX_DEPTH) return value;
    const known = this.#done.get(value);
    if (known !== undefined) return known;
    const linked = this.#compute(value, depth);
    this.#done.set(value, linked);
    return linked;
  }

  #compute(value: Value, depth: number): Value {
    switch (value.kind) {
      case 'list': {
        const items = value.items.map((item) => this.#link(item, depth + 1));
        return items.every((item, index) => item === value.items[index]) ? value : { ...value, items };
      }
      case 'map': {
        let isChanged = false;
        const entries = new Map<string, Value>();
        for (const [name, entry] of value.entries) {
          const linked = this.#link(entry, depth + 1);
          isChanged ||= linked !== entry;
          entries.set(name, linked);
        }
        return isChanged ? { ...value, entries } : value;
      }
      case 'string':
        return value.value.startsWith('/') ? this.#named(value) : value;
      case 'unknown':
        return this.#unknown(value, depth);
      default:
        return value;
    }
  }

  #unknown(value: Value & { readonly kind: 'unknown' }, depth: number): Value {
    const { parts, candidates } = value;
    const [first] = parts === undefined ? [] : textParts(value);
    if (first?.kind === 'string' && first.value.startsWith('/')) return this.#named(value);
    if (candidates === undefined) return value;
    const linked = candidates.map((candidate) => this.#link(candidate, depth + 1));
    return linked.every((each, index) => each === candidates[index])
      ? value
      : { ...value, candidates: linked };
  }

  #named<V extends Value>(value: V): V {
    const text = comparableText(value);
    const reference = text === undefined ? undefined : this.#index.get(text);
    return reference === undefined ? value : { ...value, reference };
  }
}
