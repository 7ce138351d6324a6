/** Google Cloud: VPN gateways and tunnels with the sites behind them. */
import type { Prefix } from '../../ip/prefix.ts';
import type { FactList } from '../../model/entities.ts';
import type { Target } from '../../model/draft.ts';
import { EMPTY_LIST, undecidedFact, unresolvedList } from '../read-facts.ts';
import type { Binding, BindingOutput } from '../binding.ts';
import { attribute, firstAttribute } from '../read-attributes.ts';
import { prefixList } from '../read-prefixes.ts';
import { googleHead, googleTarget } from './google-identity.ts';
import { headBeside, itself } from './network.ts';

export const vpnGateway: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_vpn_gateway', 'google_compute_ha_vpn_gateway'],
  bind(resource, context) {
    const subnet: Target = { state: 'absent', range: resource.range };
    return [
      {
        ...googleHead(resource, 'vpnGateways'),
        kind: 'gateway',
        cloud: 'gcp',
        type: 'vpn',
        network: googleTarget(context, attribute(resource.attributes, 'network'), 'networks', resource),
        subnet,
        ranges: EMPTY_LIST,
      },
    ];
  },
};

/**
 * A tunnel leads to another gateway in Google Cloud, or to a site. Only policy-based tunnels name the site's ranges; the
 * selector for everything stands for routes or BGP (https://cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing).
 */
export const vpnTunnel: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['google_compute_vpn_tunnel'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const near = googleTarget(
      context,
      firstAttribute(attributes, 'vpn_gateway', 'target_vpn_gateway'),
      'vpnGateways',
      resource,
    );
    const name = attribute(attributes, 'name');
    const head = headBeside(resource, name, 'connection');
    const peer = attribute(attributes, 'peer_gcp_gateway');
    if (peer !== undefined) {
      const far = googleTarget(context, peer, 'vpnGateways', resource);
      return [{ ...head, kind: 'gateway-connection', gateway: near, to: far }];
    }
    const written = prefixList(context, attribute(attributes, 'remote_traffic_selector'));
    const narrow = { ...written, items: written.items.filter((fact) => fact.value.length > 0) };
    const told = unresolvedList(
      undecidedFact('routes or BGP tell the ranges of the site', range, 'environment'),
    );
    const isOpen = narrow.items.length === 0 && narrow.unresolved.length === 0;
    const prefixes: FactList<Prefix> = isOpen ? told : narrow;
    return [
      {
        ...googleHead(resource, undefined),
        kind: 'range',
        purpose: 'on-premises',
        prefixes,
        everywhere: false,
      },
      { ...head, kind: 'gateway-connection', gateway: near, to: itself(resource) },
    ];
  },
};
