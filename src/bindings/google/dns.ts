/** Google Cloud: managed zones, who sees them, and what they forward. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import { mapFact, type Fact } from '../../values/fact.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import { normalDomain } from '../domain-name.ts';
import { headOf, placeOf } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, attributeAt, blocks, firstBlock, type Block } from '../read-attributes.ts';
import {
  impliedFact,
  joinLists,
  orDefault,
  reasonOf,
  stringFact,
  unknownFact,
  unresolvedList,
} from '../read-facts.ts';
import { addressList } from '../read-prefixes.ts';
import { googleHead, googleTarget } from './google-identity.ts';
import { headBeside, itself } from './network.ts';

const VISIBILITY = 'private_visibility_config';
const FORWARDING = 'forwarding_config';

/** A private zone is seen by the networks that it lists; a forwarding one sends their queries elsewhere. */
export const managedZone: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_dns_managed_zone'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const domain = mapFact(stringFact(context, attribute(attributes, 'dns_name'), range), normalDomain);
    const visibility = orDefault(stringFact(context, attribute(attributes, 'visibility'), range), 'public');
    const isPrivate: Fact<boolean> = mapFact(visibility, (text) => text.toLowerCase() === 'private');
    const visible = visibleNetworks(context, resource);
    const forwarding = forwardingServers(context, resource);
    const head = googleHead(resource, 'managedZones');
    const gaps = visible.unknown.map((value) =>
      gapOf(resource, VISIBILITY, reasonOf(value), value.origin.range),
    );
    if (forwarding !== undefined) {
      const networks = visible.networks.map(({ target }) => target);
      return [
        { ...head, kind: 'dns-forwarding', networks, rules: [{ domain, servers: forwarding }] },
        ...gaps,
      ];
    }
    return [
      { ...head, kind: 'dns-zone', cloud: 'gcp', domain, private: isPrivate },
      ...visible.networks.map(({ target, block }) => ({
        ...headOf(
          { ...placeOf(resource), path: [VISIBILITY, 0, ...block.path], range: block.map.origin.range },
          attribute(attributes, 'name'),
          [],
        ),
        kind: 'dns-link' as const,
        zone: itself(resource),
        network: target,
        registration: impliedFact(false, block.map.origin.range),
      })),
      ...gaps,
    ];
  },
};

function visibleNetworks(context: BindingContext, resource: Resource) {
  const config = firstBlock(resource.attributes, VISIBILITY);
  if (config?.kind === 'unknown') return { networks: [], unknown: [config] };
  const listed = config === undefined ? { known: [], unknown: [] } : blocks(config, 'networks');
  const networks = listed.known.map((block: Block): { readonly target: Target; readonly block: Block } => ({
    target: googleTarget(context, attribute(block.map, 'network_url'), 'networks', resource),
    block,
  }));
  return { networks, unknown: listed.unknown };
}

function forwardingServers(context: BindingContext, resource: Resource) {
  const config = firstBlock(resource.attributes, FORWARDING);
  if (config === undefined) return undefined;
  if (config.kind === 'unknown') return unresolvedList(unknownFact(config));
  const servers = blocks(config, 'target_name_servers');
  return joinLists(
    ...servers.known.map((block) => addressList(context, attributeAt(block.map, 'ipv4_address'))),
    ...servers.unknown.map((value) => unresolvedList(unknownFact(value))),
  );
}

/** Rules of a DNS policy apply to all its networks; inbound forwarding makes an address in each of them. */
export const dnsPolicy: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_dns_policy'],
  bind(resource, context) {
    const { attributes } = resource;
    const config = firstBlock(attributes, 'alternative_name_server_config');
    if (config === undefined) return [];
    const listed = config.kind === 'unknown' ? undefined : blocks(config, 'target_name_servers');
    const servers =
      config.kind === 'unknown'
        ? unresolvedList(unknownFact(config))
        : joinLists(
            ...(listed?.known ?? []).map((block) =>
              addressList(context, attribute(block.map, 'ipv4_address')),
            ),
          );
    const networks = blocks(attributes, 'networks').known.map((block) =>
      googleTarget(context, attribute(block.map, 'network_url'), 'networks', resource),
    );
    const all = impliedFact('', resource.range);
    const head = headBeside(resource, attribute(attributes, 'name'));
    return [{ ...head, kind: 'dns-forwarding', networks, rules: [{ domain: all, servers }] }];
  },
};
