/** Finds the objects that a selector of labels means. */
import type { Resource } from '../../../languages/unit.ts';
import { addToList } from '../../../model/lists-by-key.ts';
import type { MapValue } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { metadataOf } from '../declared-object.ts';

/** The objects of a unit by type and label. */
type Labelled = ReadonlyMap<string, readonly Resource[]>;

/** A unit's objects are sorted once for all its selectors. */
const sorted = new WeakMap<readonly Resource[], Labelled>();

function labelled(objects: readonly Resource[]): Labelled {
  const known = sorted.get(objects);
  if (known !== undefined) return known;
  const found = new Map<string, Resource[]>();
  for (const object of objects) {
    const labels = metadataOf(object, 'labels');
    if (labels?.kind !== 'map') continue;
    for (const [label, value] of labels.entries) {
      const text = knownText(value);
      if (text !== undefined) addToList(found, keyOf(object.type, label, text), object);
    }
  }
  sorted.set(objects, found);
  return found;
}

function keyOf(type: string, label: string, value: string): string {
  return `${type}\0${label}\0${value}`;
}

/** More objects of one label are not gone through: a selector that means so many is none for a single object. */
const MAX_COMPARED = 200;

/**
 * The objects of a type that carry all the labels. Undefined when that cannot be told: the selector has no labels, or
 * not all of them are known.
 */
export function selectObjects(
  objects: readonly Resource[],
  type: string,
  selector: MapValue,
): readonly Resource[] | undefined {
  const wanted = attribute(selector, 'matchLabels');
  if (wanted?.kind !== 'map' || wanted.entries.size === 0) return undefined;
  let rarest: readonly Resource[] | undefined;
  for (const [label, value] of wanted.entries) {
    const text = knownText(value);
    if (text === undefined) return undefined;
    const carriers = labelled(objects).get(keyOf(type, label, text)) ?? [];
    if (rarest === undefined || carriers.length < rarest.length) rarest = carriers;
  }
  if (rarest === undefined || rarest.length > MAX_COMPARED) return undefined;
  return rarest.filter((object) => carriesAll(object, wanted));
}

function carriesAll(object: Resource, wanted: MapValue): boolean {
  const labels = metadataOf(object, 'labels');
  if (labels?.kind !== 'map') return false;
  return [...wanted.entries].every(
    ([label, value]) => knownText(labels.entries.get(label)) === knownText(value),
  );
}
