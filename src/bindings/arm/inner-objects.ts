/** Resources that are written inside another one, as elements of one of its lists. */
import type { Target } from '../../model/draft.ts';
import { withSecrets } from '../azure/id-values.ts';
import { knownText } from '../read-attributes.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { gapOf } from '../gap.ts';
import { unreadPart } from '../unread-module.ts';
import { editingRange } from '../../values/origin.ts';
import { unknownValue, type Value } from '../../values/value.ts';
import { reasonOf } from '../read-facts.ts';
import { elementsOf, member, property, type ArmBinding, type ArmObject } from './arm-object.ts';

/** The elements of a list property as resources of a type below the outer one's. */
interface InnerObjects {
  readonly known: readonly ArmObject[];
  /** Stand for the elements of which it cannot be told what they are. */
  readonly gaps: readonly BindingOutput[];
}

function innerObjects(outer: ArmObject, listName: string, type: string): InnerObjects {
  const elements = elementsOf(property(outer.body, listName));
  const known = elements.known.map(({ index, map }): ArmObject => {
    const name = member(map, 'name');
    const text = knownText(name);
    const place = {
      ...outer.place,
      path: [...outer.place.path, listName, index],
      range: editingRange(map.origin),
    };
    const innerType = `${outer.type}/${type}`;
    const id =
      outer.id === undefined || text === undefined
        ? undefined
        : withSecrets({ ...outer.id, type: innerType, names: [...outer.id.names, text] }, name);
    return { resource: outer.resource, place, type: innerType, id, name, body: map, parent: itself(outer) };
  });
  const gaps = elements.unknown.map((value) =>
    gapOf(outer.resource, listName, reasonOf(value), value.origin.range),
  );
  return { known, gaps };
}

/** Binds the elements of a list property as resources of a type below the outer one's. */
export function bindElements(
  context: BindingContext,
  outer: ArmObject,
  listName: string,
  type: string,
  bind: ArmBinding,
): BindingOutput[] {
  const { known, gaps } = innerObjects(outer, listName, type);
  return [...known.flatMap((inner) => bind(inner, context)), ...gaps];
}

/** The same where unknown elements can declare things for others: peerings, subnets, node pools. */
export function bindInner(
  context: BindingContext,
  outer: ArmObject,
  listName: string,
  type: string,
  bind: ArmBinding,
): BindingOutput[] {
  const { known, gaps } = innerObjects(outer, listName, type);
  const bound = known.flatMap((inner) => bind(inner, context));
  if (gaps.length === 0) return bound;
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
