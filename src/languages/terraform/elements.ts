/** Elements of the collections that blocks are repeated over. */
import { elementOrigin } from '../../values/origin.ts';
import { stringValue, type ListValue, type MapValue, type Value } from '../../values/value.ts';
import { markedLike } from '../hcl/derived.ts';

/** An element with the places that its collection passed through on its way to where it is repeated over. */
export function elementThrough(element: Value, collection: ListValue | MapValue): Value {
  const { origin } = collection;
  const passed =
    origin.kind === 'literal' ? element.origin : elementOrigin(element.origin, origin, origin.range);
  return markedLike({ ...element, origin: passed }, [collection]);
}

/** A key of a map as a value: typed where the key stands, else where its element does. */
export function keyValue(key: string, element: Value, map: MapValue): Value {
  return markedLike(stringValue(key, map.keyOrigins?.get(key) ?? element.origin), [map]);
}
