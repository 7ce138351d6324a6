/**
 * The module `terraform-google-modules/network/google` and its part that peers two networks.
 * Source: variables.tf and outputs.tf of github.com/terraform-google-modules/terraform-google-network, 18.1.
 */
import type { Resource } from '../../languages/unit.ts';
import type { Gap, Target } from '../../model/draft.ts';
import type { MapValue, Value } from '../../values/value.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfElement } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { googleTarget } from '../google/google-identity.ts';
import {
  addToNetwork,
  headBeside,
  itself,
  networkDraft,
  peeringDraft,
  rangeDraft,
  subnetworkPurpose,
} from '../google/network.ts';
import { isWholeKey, keysOfSubnets, NETWORK_MODULE } from './declared-network.ts';
import { attribute, knownText, memberOf } from '../read-attributes.ts';
import { booleanFact, orDefault, reasonOf } from '../read-facts.ts';

const SUBNETS = 'subnets';
const SECONDARY = 'secondary_ranges';

export const networkModule: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: [NETWORK_MODULE],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const name = attribute(attributes, 'network_name');
    const text = knownText(name);
    const project = knownText(attribute(attributes, 'project_id'));
    const key = { namespace: 'gcp', names: ['networks', text ?? ''], scope: [project] };
    const isAuto = orDefault(
      booleanFact(context, attribute(attributes, 'auto_create_subnetworks'), range),
      false,
    );
    const network = networkDraft(headOf(placeOf(resource), name, text === undefined ? [] : [key]), isAuto);
    const subnets = [...subnetworks(context, resource), ...secondaryRanges(context, resource)];
    return [
      network,
      ...subnets,
      ...subnets.flatMap((fact) => (fact.kind === 'subnet' ? addToNetwork(fact) : [])),
    ];
  },
  outputs(resource, [output, step]) {
    if (output === 'network_name' || output === 'network_self_link' || output === 'network_id') return [];
    const keys = keysOfSubnets(resource);
    // Lists come in the order of the keys, which is not that of the argument.
    const isList = typeof step === 'number' && /^subnets_(names|ids|self_links)$/.test(String(output));
    const key = isList ? [...keys].sort()[step] : output === SUBNETS ? String(step) : undefined;
    const at = key === undefined ? -1 : keys.indexOf(key);
    return at === -1 || (isList && !keys.every(isWholeKey)) ? undefined : [SUBNETS, at];
  },
};

type Subnets = (DraftOf<'subnet'> | Gap)[];

/** The objects of a list, and gaps for what cannot be told. */
function eachObject(
  resource: Resource,
  argument: string,
  all: Value | undefined,
  bind: (map: MapValue, index: number) => DraftOf<'subnet'>,
): Subnets {
  if (all?.kind === 'unknown') return [gapOf(resource, argument, reasonOf(all), all.origin.range)];
  if (all?.kind !== 'list') return [];
  return all.items.flatMap((item, index): Subnets => {
    const member = memberOf(all, item);
    if (member.kind === 'unknown') return [gapOf(resource, argument, reasonOf(member), member.origin.range)];
    return member.kind === 'map' ? [bind(member, index)] : [];
  });
}

function subnetworks(context: BindingContext, resource: Resource): Subnets {
  const project = knownText(attribute(resource.attributes, 'project_id'));
  return eachObject(resource, SUBNETS, attribute(resource.attributes, SUBNETS), (map, index) => {
    const name = attribute(map, 'subnet_name');
    const text = knownText(name);
    const scope = [project, knownText(attribute(map, 'subnet_region'))];
    const keys = text === undefined ? [] : [{ namespace: 'gcp', names: ['subnetworks', text], scope }];
    const head = headOf(placeOfElement(placeOf(resource), map, SUBNETS, index), name, keys);
    const purpose = subnetworkPurpose(attribute(map, 'purpose'));
    return rangeDraft(context, head, itself(resource), attribute(map, 'subnet_ip'), purpose);
  });
}

function secondaryRanges(context: BindingContext, resource: Resource): Subnets {
  const all = attribute(resource.attributes, SECONDARY);
  if (all?.kind === 'unknown') return [gapOf(resource, SECONDARY, reasonOf(all), all.origin.range)];
  if (all?.kind !== 'map') return [];
  return [...all.entries.keys()].flatMap((subnet) =>
    eachObject(resource, SECONDARY, attribute(all, subnet), (map, index) => {
      const place = placeOfElement(placeOf(resource), map, SECONDARY, subnet, index);
      const head = headOf(place, attribute(map, 'range_name'), []);
      return rangeDraft(context, head, itself(resource), attribute(map, 'ip_cidr_range'), 'secondary-range');
    }),
  );
}

/** Makes the peerings of both sides. */
export const peeringModule: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: ['terraform-google-modules/network/google//modules/network-peering'],
  bind(resource, context) {
    const end = (argument: string): Target =>
      googleTarget(context, attribute(resource.attributes, argument), 'networks', resource);
    const local = end('local_network');
    const peer = end('peer_network');
    return [
      peeringDraft(headBeside(resource, undefined, 'local'), local, peer),
      peeringDraft(headBeside(resource, undefined, 'peer'), peer, local),
    ];
  },
};
