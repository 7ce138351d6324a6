/** What a resource says about itself: its attributes, and the same as others read them with `reference`. */
import type { Range } from '../../../text/range.ts';
import {
  mapValue,
  stringValue,
  unknownValue,
  type MapValue,
  type Reference,
  type UnknownReason,
  type Value,
} from '../../../values/value.ts';
import { limitReason } from '../../hcl/value-limits.ts';
import { addressOf } from './addresses.ts';
import { itemPlace, type Item } from './deployment.ts';
import { holderOf, isDeploymentType, itemId, itemName, itemNames, parentId } from './items.ts';
import { outputValues } from './named-values.ts';
import { nestedOf } from './nested.ts';
import { objectValue } from './node-value.ts';

/** Members that say how a resource is deployed, not what it is. */
const NOT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'copy',
  'condition',
  'dependson',
  'resources',
  'existing',
  'comments',
  'metadata',
  'type',
  'name',
  'id',
  'parent_id',
]);

/** The instance that an item is. */
function instanceReference(item: Item, ...path: readonly string[]): Reference {
  return { unit: item.deployment.unit.id, address: addressOf(item), path };
}

/** Why what is not written of a resource is unknown. */
function openReason(item: Item): UnknownReason {
  const range = itemPlace(item);
  const address = addressOf(item);
  return item.isExisting
    ? { code: 'data-source', message: `${address} is read at deployment`, range }
    : { code: 'computed', message: `what ${address} gives is not known before deployment`, range };
}

/** The attributes of a resource: its body with `id`, `name` (the last one) and, of a child, `parent_id`. */
export function itemAttributes(item: Item): MapValue {
  const place = (): Range => itemPlace(item);
  const value = item.memo.value('attributes', addressOf(item), place, () => {
    const { node, scope } = item;
    const body = objectValue(node, holderOf(item), scope, (name) => NOT_ATTRIBUTES.has(name));
    const entries = new Map(body.entries);
    entries.set('id', itemId(item));
    entries.set('name', itemNames(item)?.at(-1) ?? itemName(item));
    const parent = parentId(item);
    if (parent !== undefined) entries.set('parent_id', parent);
    return { ...body, entries, open: { reference: instanceReference(item), reason: openReason(item) } };
  });
  return value.kind === 'map' ? value : { ...mapValue(new Map(), value.origin), open: openOf(item) };
}

function openOf(item: Item): NonNullable<MapValue['open']> {
  return { reference: instanceReference(item), reason: openReason(item) };
}

/** What `reference` gives of a resource; `isFull` for all of it and not only its properties. */
export function referencedValue(item: Item, isFull: boolean): Value {
  const place = (): Range => itemPlace(item);
  const key = isFull ? 'full' : 'properties';
  return item.memo.value(key, addressOf(item), place, () => {
    if (isDeploymentType(item.type)) return deploymentValue(item, isFull);
    const whole = opened(itemAttributes(item), openOf(item), 0);
    if (isFull || whole.kind !== 'map') return whole;
    for (const [name, value] of whole.entries) if (name.toLowerCase() === 'properties') return value;
    const { reference, reason } = openOf(item);
    return {
      ...mapValue(new Map(), whole.origin),
      open: { reason, reference: inside(reference, 'properties') },
    };
  });
}

function deploymentValue(item: Item, isFull: boolean): Value {
  const nested = nestedOf(item);
  const range = itemPlace(item);
  const origin = { range, kind: 'expression', from: [] } as const;
  const reference = instanceReference(item);
  if (nested.deployment === undefined) return unknownValue(nested.unread, origin, reference);
  const outputs = outputValues(nested.deployment);
  const open = { reference, reason: openReason(item) };
  const properties: MapValue = { ...mapValue(new Map<string, Value>([['outputs', outputs]]), origin), open };
  if (!isFull) return properties;
  return {
    ...mapValue(
      new Map<string, Value>([
        ['properties', properties],
        ['id', itemId(item)],
      ]),
      origin,
    ),
    open,
  };
}

/** Values inside values, at most. */
const MAX_DEPTH = 200;

/** The same with everything in it known to stand for that attribute; what is not written is decided at deployment. */
function opened(value: Value, open: NonNullable<MapValue['open']>, depth: number): Value {
  const { reference, reason } = open;
  if (depth > MAX_DEPTH) return unknownValue(limitReason('the value is nested too deeply'), value.origin);
  const within = (element: Value, step: string | number): Value =>
    opened(element, { reference: inside(reference, step), reason }, depth + 1);
  switch (value.kind) {
    case 'list':
      return { ...value, items: value.items.map(within) };
    case 'map':
      return {
        ...value,
        entries: new Map(Array.from(value.entries, ([name, element]) => [name, within(element, name)])),
        open,
      };
    default:
      return value.reference === undefined ? { ...value, reference } : value;
  }
}

function inside(reference: Reference, step: string | number): Reference {
  return { ...reference, path: [...reference.path, step] };
}

/** What `resourceInfo` gives of a resource. */
export function resourceInfo(item: Item): Value {
  const range = itemPlace(item);
  const origin = { range, kind: 'expression', from: [] } as const;
  const entries = new Map<string, Value>([
    ['id', itemId(item)],
    ['name', itemName(item)],
    ['type', stringValue(item.type, origin)],
  ]);
  for (const name of ['apiVersion', 'location', 'tags', 'sku', 'kind', 'identity', 'zones']) {
    const value = itemAttributes(item).entries.get(name);
    if (value !== undefined) entries.set(name, value);
  }
  return { ...mapValue(entries, origin), open: openOf(item) };
}
