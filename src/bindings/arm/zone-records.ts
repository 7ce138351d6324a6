/** Azure API shape: records in private DNS zones. */
import type { Resource } from '../../languages/unit.ts';
import type { Value } from '../../values/value.ts';
import { declaredArmId, idOf } from '../azure/id-values.ts';
import { recordPatches } from '../azure/zone-records.ts';
import type { BindingContext } from '../binding.ts';
import { attribute } from '../read-attributes.ts';
import { bodyOf, elementsOf, member, property, type ArmBinding } from './arm-object.ts';
import { armTypeOf } from './declared-arm.ts';

const ZONES = 'microsoft.network/privatednszones';

/** By type of record: the list of its addresses, and what the address is called in each of them. */
const ADDRESSES: ReadonlyMap<string, readonly [list: string, name: string] | undefined> = new Map([
  [`${ZONES}/a`, ['aRecords', 'ipv4Address'] as const],
  [`${ZONES}/aaaa`, ['aaaaRecords', 'ipv6Address'] as const],
  [`${ZONES}/cname`, undefined],
]);

/** What a record says of the zone that it is in and of its addresses. */
interface ZoneRecord {
  /** The zone's name; undefined when it is not known. */
  readonly zone: string | undefined;
  /** Undefined when not all of them can be told, or when the record has none. */
  readonly addresses: readonly Value[] | undefined;
}

/** The record that an instance declares in the shape of Azure's API; undefined for everything else. */
export function armRecordOf(context: BindingContext, resource: Resource): ZoneRecord | undefined {
  const type = armTypeOf(resource);
  if (type === undefined || !ADDRESSES.has(type)) return undefined;
  const parent = attribute(resource.attributes, 'parent_id');
  const zone = parent === undefined ? undefined : idOf(context, parent)?.names.at(-1);
  const ofOwn = resource.dialect === 'arm' ? declaredArmId(context, resource)?.names.at(-2) : undefined;
  return { zone: zone ?? ofOwn, addresses: addressesOf(type, bodyOf(resource)) };
}

function addressesOf(type: string, body: ReturnType<typeof bodyOf>): readonly Value[] | undefined {
  const [list, name] = ADDRESSES.get(type) ?? [];
  if (list === undefined || name === undefined) return undefined;
  const { known, unknown } = elementsOf(property(body, list));
  const addresses = known.flatMap(({ map }) => member(map, name) ?? []);
  return unknown.length > 0 || addresses.length < known.length ? undefined : addresses;
}

/** A record with IPv4 addresses. */
export const addressRecord: ArmBinding = (arm, context) => {
  const { known } = elementsOf(property(arm.body, 'aRecords'));
  const addresses = known.map(({ map }) => member(map, 'ipv4Address'));
  return recordPatches(context, arm.place, arm.parent, addresses);
};
