/** Resources of networks in the shape of Azure's API, and drafts told in lines. */
import { bindResources, type BoundResources } from '../../src/bindings/bind-resources.ts';
import type { Draft } from '../../src/model/draft.ts';
import { armResources, networkId, type WrittenResource } from './arm-resources.ts';
import { short, shortList, shortTarget } from './bind-files.ts';
import { routeWords, ruleWords } from './routing-words.ts';

/** What binding makes of these resources of one unit. */
export const bindArm = (...written: readonly WrittenResource[]): BoundResources =>
  bindResources(armResources(written));

/** The id of a subnet, and the target that it is. */
export const SUBNET = networkId('virtualNetworks/subnets', 'hub/a');
export const IN_SUBNET = 's/rg:hub/a';

/** A resource of `Microsoft.Network` in a group. */
export const network = (
  type: string,
  name: string,
  properties: object,
  more: object = {},
): WrittenResource => ({
  type: `Microsoft.Network/${type}`,
  name,
  id: networkId(type, name),
  properties,
  ...more,
});

/** How a target of such a resource is told, where its kind of entity has several types. */
export const networkKey = (type: string, name: string) =>
  `s/rg:microsoft.network/${type.toLowerCase()}/${name}`;

/** A draft in a line. */
function words(draft: Draft): string {
  return [draft.kind, draft.path.join('.') || draft.name, ...facts(draft)].join(' | ');
}

function facts(draft: Draft): string[] {
  switch (draft.kind) {
    case 'gateway':
      return [draft.type, shortTarget(draft.subnet), shortList(draft.ranges).join(' ')];
    case 'gateway-connection':
      return [shortTarget(draft.gateway), shortTarget(draft.to)];
    case 'range':
      return [draft.purpose, shortList(draft.prefixes).join(' ')];
    case 'dns-zone':
      return [short(draft.domain)];
    case 'dns-link':
      return [shortTarget(draft.zone), shortTarget(draft.network), short(draft.registration)];
    case 'dns-inbound-endpoint':
      return [shortTarget(draft.network), shortTarget(draft.subnet), short(draft.addressFact)];
    case 'dns-forwarding':
      return [
        draft.networks.map(shortTarget).join(' '),
        draft.rules
          .map(({ domain, servers }) => `${short(domain)} ${shortList(servers).join(' ')}`)
          .join(', '),
      ];
    case 'private-endpoint':
      return [
        shortTarget(draft.subnet),
        shortList(draft.groups).join(' '),
        draft.zones.map(shortTarget).join(' '),
        draft.expectedDomains.join(' '),
      ];
    case 'address-consumer':
      return [draft.what, shortTarget(draft.subnet), short(draft.addresses)];
    case 'route-table':
      return [short(draft.gatewayRoutePropagation)];
    case 'route':
      return [shortTarget(draft.table), ...routeWords(draft)];
    case 'security-rule':
      return [shortTarget(draft.group), ...ruleWords(draft).map(String)];
    default:
      return [];
  }
}

/** What binding made, an entity in a line each. */
export const said = (bound: BoundResources) =>
  bound.facts.flatMap((fact) => (fact.kind === 'alias' || fact.kind === 'gap' ? [] : words(fact)));
