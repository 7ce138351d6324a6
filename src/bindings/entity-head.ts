/** What every draft starts with: where its entity stands in the code, what it is called, how other code can mean it. */
import type { Resource } from '../languages/unit.ts';
import type { NameKey } from '../model/draft.ts';
import { formatAddressPath } from '../model/entity-id.ts';
import type { Range } from '../text/range.ts';
import { editingRange } from '../values/origin.ts';
import type { UnknownReason, Value } from '../values/value.ts';
import { shownText, type Block } from './read-attributes.ts';

/** Where an entity stands: an instance, or a place inside it. */
export interface Place {
  readonly unit: string;
  readonly address: string;
  /** Empty for the instance itself. */
  readonly path: readonly (string | number)[];
  readonly range: Range;
  readonly possible?: UnknownReason | undefined;
}

/** The fields that drafts of all kinds share. */
export interface EntityHead extends Place {
  readonly name: string;
  readonly keys: readonly NameKey[];
}

/** The place of an instance. */
export function placeOf(resource: Resource): Place {
  const { unit, address, range, possible } = resource;
  return { unit, address, path: [], range, possible };
}

/** The place of a nested block. */
export function placeOfBlock(outer: Place, block: Block): Place {
  return { ...outer, path: [...outer.path, ...block.path], range: block.map.origin.range };
}

/** The place of something that a declaration brings along without a block of its own. */
export function placeBeside(outer: Place, ...path: readonly (string | number)[]): Place {
  return { ...outer, path: [...outer.path, ...path] };
}

/** The place of an element of an argument, such as one subnet of a module's map of them. */
export function placeOfElement(outer: Place, element: Value, ...path: readonly (string | number)[]): Place {
  return { ...outer, path: [...outer.path, ...path], range: editingRange(element.origin) };
}

/** A draft's head. The name is the deployed one when it is known and may be shown, else the address. */
export function headOf(place: Place, name: Value | undefined, keys: readonly NameKey[]): EntityHead {
  return { ...place, name: shownText(name) ?? formatAddressPath(place.address, place.path), keys };
}
