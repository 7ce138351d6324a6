/** What people call the kinds of entities. */
import type { EntityKind } from './entities.ts';

const PLURALS: Readonly<Record<EntityKind, string>> = {
  network: 'networks',
  subnet: 'subnets',
  peering: 'peerings',
  gateway: 'gateways',
  'gateway-connection': 'gateway connections',
  range: 'ranges',
  'dns-zone': 'DNS zones',
  'dns-link': 'DNS links',
  'dns-inbound-endpoint': 'DNS inbound endpoints',
  'dns-forwarding': 'DNS forwardings',
  'private-endpoint': 'private endpoints',
  cluster: 'clusters',
  'node-pool': 'node pools',
  'address-consumer': 'address consumers',
  'route-table': 'route tables',
  route: 'routes',
  'route-table-association': 'route table associations',
  'nat-association': 'NAT associations',
  'security-group': 'security groups',
  'security-rule': 'security rules',
  'security-group-association': 'security group associations',
  service: 'services',
  'network-policy': 'network policies',
  ingress: 'ingresses',
  'unread-code': 'calls of unread code',
};

/** Every kind, in the order in which they are told. */
// The record has exactly the kinds as its keys.
export const ENTITY_KINDS = Object.keys(PLURALS) as readonly EntityKind[];

/** The plural word for what is one of these kinds. */
export function kindWords(kinds: readonly EntityKind[]): string {
  const [only] = kinds;
  return only !== undefined && kinds.length === 1 ? PLURALS[only] : 'things';
}

/** The word for one thing that is one of these kinds. */
export function kindWord(kinds: readonly EntityKind[]): string {
  const [only] = kinds;
  if (only === undefined || kinds.length > 1) return 'thing';
  return PLURALS[only].replace(/ies$/, 'y').replace(/(?<=ss)es$|s$/, '');
}

/** What people call the parts of a scope, by namespace. */
const SCOPE_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['azure', ['subscription', 'resource group']],
  ['aws', ['account', 'region']],
  ['gcp', ['project', 'region']],
]);

/** The word for one part of the scopes of a namespace. */
export function scopeWord(namespace: string, position: number): string {
  return SCOPE_WORDS.get(namespace)?.[position] ?? 'place';
}
