/** What resources of their own say about a subnet or a gateway: further ranges, the VPC that it is attached to. */
import type { Resource } from '../../../languages/unit.ts';
import { unknownValue, type Value } from '../../../values/value.ts';
import { attribute } from '../../read-attributes.ts';
import type { RespellContext } from '../respelling.ts';

/** The association's type, and its property that names what it is about. */
const ASSOCIATIONS: ReadonlyMap<string, string> = new Map([
  ['AWS::EC2::SubnetCidrBlock', 'SubnetId'],
  ['AWS::EC2::VPCGatewayAttachment', 'InternetGatewayId'],
]);

/** The associations of a unit, by what they are about. Units are asked for many resources. */
const indexes = new WeakMap<readonly Resource[], ReadonlyMap<string, readonly Resource[]>>();

function associationsWith(resource: Resource, type: string, context: RespellContext): readonly Resource[] {
  const all = context.inUnit(resource.unit);
  let index = indexes.get(all);
  if (index === undefined) {
    index = indexOf(all);
    indexes.set(all, index);
  }
  return index.get(`${type} ${resource.address}`) ?? [];
}

function indexOf(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const resource of resources) {
    const property = ASSOCIATIONS.get(resource.type);
    const meant = property === undefined ? undefined : attribute(resource.attributes, property)?.reference;
    if (meant === undefined || meant.unit !== resource.unit || meant.path.join('.') !== 'id') continue;
    const key = `${resource.type} ${meant.address}`;
    const list = index.get(key) ?? [];
    if (list.length === 0) index.set(key, list);
    list.push(resource);
  }
  return index;
}

/** The value, unknown when it is not certain that the resource which states it is deployed. */
function ifCertain(value: Value, { possible }: Resource): Value {
  return possible === undefined ? value : unknownValue(possible, value.origin);
}

/** The IPv6 ranges that are associated with a subnet. */
export function furtherPrefixes(subnet: Resource, context: RespellContext): readonly Value[] {
  return associationsWith(subnet, 'AWS::EC2::SubnetCidrBlock', context).map((association) => {
    const range = attribute(association.attributes, 'Ipv6CidrBlock');
    if (range !== undefined) return ifCertain(range, association);
    const message = 'an address pool hands out an IPv6 range';
    const place = association.range;
    const origin = { range: place, kind: 'default', from: [] } as const;
    return unknownValue({ code: 'computed', message, range: place }, origin);
  });
}

/** The VPC that an internet gateway is attached to. */
export function attachedNetwork(gateway: Resource, context: RespellContext): Value | undefined {
  const [attachment] = associationsWith(gateway, 'AWS::EC2::VPCGatewayAttachment', context);
  const network = attachment && attribute(attachment.attributes, 'VpcId');
  return attachment === undefined || network === undefined ? undefined : ifCertain(network, attachment);
}
