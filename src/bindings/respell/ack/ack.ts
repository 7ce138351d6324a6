/** AWS Controllers for Kubernetes: AWS as Kubernetes objects. */
import type { Resource } from '../../../languages/unit.ts';
import { listValue, mapValue, type MapValue, type Value } from '../../../values/value.ts';
import { attribute, attributeAt, knownText } from '../../read-attributes.ts';
import { annotationOf, namespaceOf, specOf, unknownObject, valueOfObject } from '../declared-object.ts';
import { mergeMaps, respellKeys, withEntries } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { snakeCase } from '../snake-case.ts';
import { terraformResource } from '../terraform-resource.ts';
import { associationsOf, withDnsServers } from './associations.ts';
import { REFERENCES, RENAMED, TYPES } from './kinds.ts';
import { withPlainRules } from './security-rules.ts';

export const ack: Respelling = {
  dialect: 'kubernetes',
  types: [...TYPES.keys()],
  respell(object, context) {
    const type = TYPES.get(object.type);
    if (type === undefined) return [];
    const spelled = spell(context, object, type);
    return [spelled, ...associationsOf(spelled)];
  },
};

function spell(context: RespellContext, object: Resource, type: string): Resource {
  const spec = specOf(object) ?? mapValue(new Map(), object.attributes.origin);
  const spelled = respellKeys(spec, (key, value) => {
    const [argument, kind] = REFERENCES.get(key) ?? [];
    const replaced = kind === undefined ? value : referred(context, object, kind, argument, value);
    const name = argument ?? snakeCase(key);
    return [RENAMED.get(`${type} ${name}`) ?? name, replaced];
  });
  const isRead = knownText(annotationOf(object, 'services.k8s.aws/read-only')) === 'true';
  const finish = FINISHES.get(type);
  return terraformResource(object, {
    type,
    mode: isRead ? 'data' : 'managed',
    attributes: withEntries(finish === undefined ? spelled : finish(spelled), {
      tags: tagsOf(attribute(spelled, 'tags')),
      region: annotationOf(object, 'services.k8s.aws/region'),
    }),
    provider: `aws.${namespaceOf(object)}`,
  });
}

/** What is left to do for some types. */
const FINISHES: ReadonlyMap<string, (map: MapValue) => MapValue> = new Map([
  ['aws_security_group', withPlainRules],
  ['aws_vpc_dhcp_options', withDnsServers],
  ['aws_ec2_transit_gateway', withOptions],
  ['aws_ec2_transit_gateway_vpc_attachment', withOptions],
  ['aws_route53_zone', privateOnly],
]);

/** The API keeps under `options` what Terraform has beside the rest. */
function withOptions(map: MapValue): MapValue {
  const options = attribute(map, 'options');
  return options?.kind === 'map' ? mergeMaps(map, options) : map;
}

/** A zone can name a VPC and be private, or neither. */
function privateOnly(map: MapValue): MapValue {
  const isPrivate = attributeAt(map, 'hosted_zone_config', 'private_zone');
  const hasNetwork = attribute(map, 'vpc') !== undefined;
  return hasNetwork || isPrivate?.kind !== 'bool' || !isPrivate.value
    ? map
    : withEntries(map, {
        vpc: unknownObject('outside', 'the code does not name the VPC of the private zone', isPrivate),
      });
}

/** The tags by key; a list of keys and values in the API. */
function tagsOf(list: Value | undefined): Value | undefined {
  if (list?.kind !== 'list') return list;
  const tags = new Map<string, Value>();
  for (const item of list.items) {
    const key = item.kind === 'map' ? knownText(attribute(item, 'key')) : undefined;
    const value = item.kind === 'map' ? attribute(item, 'value') : undefined;
    if (key !== undefined && value !== undefined) tags.set(key, value);
  }
  return mapValue(tags, list.origin);
}

function referred(
  context: RespellContext,
  object: Resource,
  type: string,
  argument: string | undefined,
  value: Value,
): Value {
  if (value.kind === 'list') {
    return listValue(
      value.items.map((item) => referred(context, object, type, argument, item)),
      value.origin,
    );
  }
  if (value.kind !== 'map') return value;
  const from = attribute(value, 'from');
  if (from?.kind === 'unknown') return from;
  const name = from?.kind === 'map' ? attribute(from, 'name') : undefined;
  if (from?.kind !== 'map' || name === undefined) {
    return unknownObject('failed', 'the reference has no name', value);
  }
  const namespace = knownText(attribute(from, 'namespace')) ?? namespaceOf(object);
  const step = argument === 'cluster_name' ? 'name' : 'id';
  return valueOfObject(context, object.unit, { type, namespace, name }, step, ownName);
}

function ownName(object: Resource): Value | undefined {
  const spec = specOf(object);
  return spec && attribute(spec, 'name');
}
