/** Resources that are written inside another one, as elements of one of its lists. */
import type { Target } from '../../model/draft.ts';
import { knownText } from '../read-attributes.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { unreadPart } from '../unread-module.ts';
import { unknownValue, type Value } from '../../values/value.ts';
import { reasonOf } from '../read-facts.ts';
import { elementsOf, member, property, type ArmBinding, type ArmObject } from './arm-object.ts';

/** Binds the elements of a list property as resources of a type below the outer one's. */
export function bindInner(
  context: BindingContext,
  outer: ArmObject,
  listName: string,
  type: string,
  bind: ArmBinding,
): BindingOutput[] {
  const elements = elementsOf(property(outer.body, listName));
  const gaps = elements.unknown.map((value) =>
    gapOf(outer.resource, listName, reasonOf(value), value.origin.range),
  );
  const bound = elements.known.flatMap(({ index, map }) => {
    const name = member(map, 'name');
    const text = knownText(name);
    const place = {
      ...outer.place,
      path: [...outer.place.path, listName, index],
      range: map.origin.range,
    };
    const innerType = `${outer.type}/${type}`;
    const id =
      outer.id === undefined || text === undefined
        ? undefined
        : { ...outer.id, type: innerType, names: [...outer.id.names, text] };
    const { resource } = outer;
    return bind({ resource, place, type: innerType, id, name, body: map, parent: itself(outer) }, context);
  });
  if (elements.unknown.length === 0) return bound;
  // Its own outer resource is what unknown elements belong to, whatever else they name.
  const place = { ...outer.place, path: [...outer.place.path, listName] };
  const values = [...outer.resource.attributes.entries.values(), instanceItself(outer)];
  return [...bound, ...gaps, ...unreadPart(outer.resource, context, place, values)];
}

/** The outer instance as a value that means it. */
function instanceItself({ resource, place }: ArmObject): Value {
  const { unit, address, attributes } = resource;
  const reason = { code: 'computed', message: `it is decided when ${address} is deployed` } as const;
  return unknownValue(reason, attributes.origin, { unit, address, path: [...place.path, 'id'] });
}

/** The target that means a resource itself. */
export function itself({ place }: ArmObject): Target {
  const { unit, address, path, range } = place;
  const origin = { range, kind: 'reference', from: [] } as const;
  return { state: 'target', reference: { unit, address, path }, text: address, origin };
}
