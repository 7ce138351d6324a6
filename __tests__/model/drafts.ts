/** Short ways to write the drafts that bindings would make. */
import { parsePrefix, type Prefix } from '../../src/ip/prefix.ts';
import { parseAddress, type Address } from '../../src/ip/address.ts';
import type { Alias, Draft, Gap, NameKey, Target } from '../../src/model/draft.ts';
import type { EntityKind, FactList, NamedRange } from '../../src/model/entities.ts';
import type { Range } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import type { Fact } from '../../src/values/fact.ts';
import { literalOrigin, type Origin } from '../../src/values/origin.ts';
import type { Reference, UnknownReason } from '../../src/values/value.ts';

export type DraftOf<K extends EntityKind> = Extract<Draft, { readonly kind: K }>;

/** A made-up file of numbered lines; every draft gets the line that its place asks for. */
const FILE = new SourceFile(
  'main.tf',
  Array.from({ length: 500 }, (_, line) => `line ${line + 1}`).join('\n'),
);

/** The text of a line, 1-based, up to 500. */
export function line(number: number): Range {
  const start = FILE.lineStarts[number - 1] ?? 0;
  return { file: FILE, start, end: start + FILE.lineText(number).length };
}

export function origin(number = 1): Origin {
  return literalOrigin(line(number));
}

export const MISSING: UnknownReason = { code: 'missing-input', message: 'variable "x" has no value' };

export function known<T>(value: T): Fact<T> {
  return { state: 'known', value, origin: origin() };
}

export function unknown<T>(reason: UnknownReason = MISSING): Fact<T> {
  return { state: 'unknown', reason, origin: origin() };
}

export function absent<T>(): Fact<T> {
  return { state: 'absent', range: line(1) };
}

export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if ('problem' in parsed) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.prefix;
}

export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

/** A list of prefixes; `?` is an element that is not known. */
export function prefixes(...texts: string[]): FactList<Prefix> {
  return {
    items: texts
      .filter((text) => text !== '?')
      .map((text) => ({ state: 'known', value: prefix(text), origin: origin() })),
    unresolved: texts
      .filter((text) => text === '?')
      .map(() => ({ state: 'unknown', reason: MISSING, origin: origin() })),
  };
}

/** A name in the namespace `azure`: `sub/rg/name`, `?` for a part of the scope that is not known. */
export function key(text: string): NameKey {
  const [subscription, group, ...names] = text.split('/');
  const part = (value: string | undefined) => (value === '?' ? undefined : value);
  return { namespace: 'azure', names, scope: [part(subscription), part(group)] };
}

export function reference(unit: string, address: string, ...path: (string | number)[]): Reference {
  return { unit, address, path };
}

/** A target by reference, written `unit:address`; the unit is `.` when it is left out. */
export function to(text: string, ...path: (string | number)[]): Target {
  return { state: 'target', reference: referenceOf(text, path), text, origin: origin() };
}

function referenceOf(text: string, path: readonly (string | number)[]): Reference {
  const colon = text.indexOf(':');
  return { unit: colon === -1 ? '.' : text.slice(0, colon), address: text.slice(colon + 1), path };
}

/** A target by name, and by reference when one is given. */
export function called(text: string, by?: string): Target {
  const found = key(text);
  const reference = by === undefined ? undefined : referenceOf(by, []);
  return { state: 'target', key: found, reference, text: found.names.join('/'), origin: origin() };
}

/** A target that cannot be known; `by` is the value that it is. */
export function unknownTarget(by?: string): Target {
  const reference = by === undefined ? undefined : referenceOf(by, []);
  return { state: 'unknown', reason: MISSING, reference, text: by ?? 'var.x', origin: origin() };
}

export const NOTHING: Target = { state: 'absent', range: line(1) };

interface Place {
  readonly unit?: string;
  readonly name?: string;
  readonly line?: number;
  readonly path?: readonly (string | number)[];
  readonly keys?: readonly string[];
  readonly possible?: UnknownReason;
}

function head(at: string, place: Place) {
  const { unit, address } = referenceOf(at, []);
  return {
    unit,
    address,
    name: place.name ?? address.split('.').at(-1) ?? address,
    range: line(place.line ?? 1),
    path: place.path ?? [],
    keys: (place.keys ?? []).map(key),
    ...(place.possible === undefined ? {} : { possible: place.possible }),
  };
}

/** Addresses are written `unit:address`; the unit is `.` when it is left out. */
export function network(at: string, cidrs: readonly string[] = [], place: Place = {}): DraftOf<'network'> {
  return {
    ...head(at, place),
    kind: 'network',
    cloud: 'azure',
    addressSpace: prefixes(...cidrs),
    dnsServers: { items: [], unresolved: [] },
  };
}

export function subnet(
  at: string,
  network: Target,
  cidrs: readonly string[] = [],
  place: Place = {},
): DraftOf<'subnet'> {
  return { ...head(at, place), kind: 'subnet', cloud: 'azure', network, prefixes: prefixes(...cidrs) };
}

interface Flags {
  readonly transit?: Fact<boolean>;
  readonly useRemote?: Fact<boolean>;
  readonly whole?: Fact<boolean>;
}

export function peering(
  at: string,
  from: Target,
  towards: Target,
  flags: Flags = {},
  place: Place = {},
): DraftOf<'peering'> {
  return {
    ...head(at, place),
    kind: 'peering',
    cloud: 'azure',
    from,
    to: towards,
    createsBothEnds: known(false),
    allowForwardedTraffic: known(false),
    allowGatewayTransit: flags.transit ?? known(false),
    useRemoteGateways: flags.useRemote ?? known(false),
    wholeNetworks: flags.whole ?? known(true),
  };
}

export function gateway(
  at: string,
  type: DraftOf<'gateway'>['type'],
  ends: { readonly network?: Target; readonly subnet?: Target; readonly cidrs?: readonly string[] } = {},
  place: Place = {},
): DraftOf<'gateway'> {
  return {
    ...head(at, place),
    kind: 'gateway',
    cloud: 'azure',
    type,
    network: ends.network ?? NOTHING,
    subnet: ends.subnet ?? NOTHING,
    ranges: prefixes(...(ends.cidrs ?? [])),
  };
}

export function connection(
  at: string,
  gateway: Target,
  towards: Target,
  place: Place = {},
): DraftOf<'gateway-connection'> {
  return { ...head(at, place), kind: 'gateway-connection', gateway, to: towards };
}

export function range(
  at: string,
  cidrs: readonly string[],
  options: Partial<NamedRange> & Place = {},
): DraftOf<'range'> {
  const { purpose = 'on-premises', everywhere = false } = options;
  return { ...head(at, options), kind: 'range', purpose, everywhere, prefixes: prefixes(...cidrs) };
}

export function zone(at: string, domain: Fact<string>, place: Place = {}): DraftOf<'dns-zone'> {
  return { ...head(at, place), kind: 'dns-zone', cloud: 'azure', domain, private: known(true) };
}

export function dnsLink(at: string, zone: Target, network: Target, place: Place = {}): DraftOf<'dns-link'> {
  return { ...head(at, place), kind: 'dns-link', zone, network, registration: known(false) };
}

export function endpoint(
  at: string,
  subnet: Target,
  zones: readonly Target[],
  place: Place = {},
): DraftOf<'private-endpoint'> {
  return {
    ...head(at, place),
    kind: 'private-endpoint',
    cloud: 'azure',
    subnet,
    service: 'a store',
    groups: { items: [], unresolved: [] },
    zones,
    expectedDomains: [],
  };
}

export function cluster(
  at: string,
  cidrs: { readonly pods?: readonly string[]; readonly services?: readonly string[] } = {},
  place: Place = {},
): DraftOf<'cluster'> {
  return {
    ...head(at, place),
    kind: 'cluster',
    cloud: 'azure',
    type: 'aks',
    networkMode: known('overlay'),
    podCidrs: prefixes(...(cidrs.pods ?? [])),
    serviceCidrs: prefixes(...(cidrs.services ?? [])),
    dnsServiceIp: known(address('10.0.0.10')),
    privateApi: known(false),
    version: absent(),
  };
}

export function pool(
  at: string,
  cluster: Target,
  nodeSubnet: Target,
  place: Place & { readonly podSubnet?: Target } = {},
): DraftOf<'node-pool'> {
  return {
    ...head(at, place),
    kind: 'node-pool',
    cluster,
    count: known(3),
    autoscaling: known(false),
    min: absent(),
    max: absent(),
    maxPods: known(30),
    maxSurge: known({ unit: 'percent', value: 10 }),
    maxUnavailable: absent(),
    spot: known(false),
    nodeSubnet,
    podSubnet: place.podSubnet ?? NOTHING,
    podAllocation: absent(),
  };
}

export function unreadCode(
  at: string,
  mentions: readonly Target[],
  place: Place = {},
): DraftOf<'unread-code'> {
  const reason: UnknownReason = { code: 'module-not-read', message: `the code of ${at} was not read` };
  return { ...head(at, place), kind: 'unread-code', reason, mentions };
}

export function alias(at: string, kinds: readonly EntityKind[], target: Target): Alias {
  const { unit, address } = referenceOf(at, []);
  return { kind: 'alias', unit, address, entityKinds: kinds, target };
}

export function gap(at: string, attribute: string, number = 1): Gap {
  const { unit, address } = referenceOf(at, []);
  return { kind: 'gap', unit, address, attribute, reason: MISSING, range: line(number) };
}
