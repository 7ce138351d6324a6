/** Network policies of Kubernetes and of Cilium: whom they select, what they deny, which ranges they name, and DNS. */
import { describe, expect, test } from 'vitest';
import { formatPrefix } from '../../src/ip/prefix.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { PolicyBlock } from '../../src/model/entities.ts';
import { renderModelJson } from '../../src/report/model-json.ts';
import { draftsOf, onlyDraft, place, short, shortList } from '../bindings/bind-files.ts';
import { bindManifests } from './read-manifests.ts';

function policy(spec: string, kind = 'NetworkPolicy', metadata = 'name: p, namespace: shop'): string {
  const group = kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'cilium.io/v2';
  return `apiVersion: ${group}\nkind: ${kind}\nmetadata: {${metadata}}\nspec: ${spec}\n`;
}

function policyOf(spec: string, kind?: string, metadata?: string) {
  return onlyDraft('network-policy', bindManifests(policy(spec, kind, metadata)));
}

/** A block as `out allow 10.0.0.0/8 but 10.1.0.0/16 at tcp 53-54`. */
function shortBlock({ direction, access, ranges, ports }: PolicyBlock): string {
  const named = ranges.map(({ prefixes, except }) => {
    const but = shortList(except);
    return [...shortList(prefixes), ...(but.length === 0 ? [] : ['but', ...but])].join(' ');
  });
  const at = ports.map(({ protocol, ports: numbers }) => {
    const known = numbers.items.map(({ value }) => `${value.first}-${value.last}`);
    return [short(protocol).replace('default ', ''), ...known, ...numbers.unresolved.map(short)].join(' ');
  });
  const where = at.length === 0 ? '' : ` at ${at.join(', ')}`;
  return `${direction} ${access} ${named.join(', ')}${where}`;
}

describe('a NetworkPolicy', () => {
  test.each([
    ['all pods', '{podSelector: {}}', 'all'],
    ['all pods, without a word', '{}', 'all'],
    ['labels in one order', '{podSelector: {matchLabels: {tier: b, app: a}}}', 'app=a,tier=b'],
    [
      'expressions',
      '{podSelector: {matchExpressions: [{key: t, operator: In, values: [y, x]}, {key: e, operator: Exists}, {key: d, operator: DoesNotExist}]}}',
      '!d,e,t in (x,y)',
    ],
    ['a label that is not known', '{podSelector: {matchLabels: {app: "${APP}"}}}', '? missing-input'],
    ['what is not known', '{podSelector: "${S}"}', '? missing-input'],
    ['what is no selector', '{podSelector: web}', '? failed'],
    ['what are no labels', '{podSelector: {matchLabels: [web]}}', '? failed'],
    ['a label that is no text', '{podSelector: {matchLabels: {app: [web]}}}', '? failed'],
  ])('selects %s', (_, spec, expected) => {
    expect(short(policyOf(spec).selects)).toBe(expected);
  });

  test.each([
    ['{}', 'true false'],
    ['{ingress: [{}], egress: []}', 'true false'],
    ['{egress: [{}]}', 'true true'],
    ['{policyTypes: [Egress]}', 'false true'],
    ['{policyTypes: [Ingress], egress: [{}]}', 'true false'],
    ['{policyTypes: [Ingress, Egress]}', 'true true'],
    ['{policyTypes: ["${TYPE}"]}', '? missing-input ? missing-input'],
    ['{policyTypes: [Egress, "${TYPE}"]}', '? missing-input true'],
    ['{egress: "${RULES}"}', 'true ? missing-input'],
    ['"${SPEC}"', '? missing-input ? missing-input'],
  ])('%s denies what comes in, and what goes out: %s', (spec, expected) => {
    const { deniesIngress, deniesEgress } = policyOf(spec);
    expect(`${short(deniesIngress)} ${short(deniesEgress)}`).toBe(expected);
  });

  test.each([
    ['{egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}', ['out allow 10.0.0.0/8']],
    [
      '{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 53}]}]}',
      ['in allow 10.0.0.0/8 but 10.1.0.0/16 at tcp 53-53'],
    ],
    [
      '{egress: [{to: [{ipBlock: {cidr: "fd00::/8"}}], ports: [{protocol: UDP, port: 1, endPort: 9}, {port: dns}]}]}',
      ['out allow fd00::/8 at udp 1-9, tcp ? outside'],
    ],
    ['{egress: [{to: [{ipBlock: {cidr: "${CIDR}"}}, {podSelector: {}}]}]}', ['out allow ? missing-input']],
    ['{egress: [{to: "${PEERS}"}]}', ['out allow ? missing-input']],
    [
      '{egress: [{to: [{ipBlock: {cidr: 10.1.0.0/16}}, {ipBlock: {cidr: 10.2.0.0/16}}], ports: [{port: 1}]}]}',
      ['out allow 10.1.0.0/16, 10.2.0.0/16 at tcp 1-1'],
    ],
    ['{egress: "${RULES}"}', ['out allow ? missing-input']],
    ['{egress: [{}]}', []],
  ])('%s names %j', (spec, expected) => {
    expect(policyOf(spec).blocks.map(shortBlock)).toEqual(expected);
  });

  test.each([
    ['nothing', '[]', 'false false'],
    ['everything', '[{}]', 'true true'],
    ['port 53 of TCP, as is the default', '[{ports: [{port: 53}]}]', 'false true'],
    [
      'both',
      '[{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}, {port: 53}]}]',
      'true true',
    ],
    ['in two rules', '[{ports: [{port: 53}]}, {ports: [{port: 53, protocol: UDP}]}]', 'true true'],
    ['ports around it', '[{ports: [{port: 1, endPort: 99, protocol: UDP}]}]', 'true false'],
    ['all of UDP', '[{ports: [{protocol: UDP}]}]', 'true false'],
    ['another port', '[{ports: [{port: 443}]}]', 'false false'],
    ['a port with a name', '[{ports: [{port: dns, protocol: UDP}]}]', '? outside false'],
    ['a port that is not known', '[{ports: [{port: "${P}", protocol: UDP}]}]', '? missing-input false'],
    [
      'a protocol that is not known',
      '[{ports: [{port: 53, protocol: "${P}"}]}]',
      '? missing-input ? missing-input',
    ],
    ['all pods', '[{to: [{namespaceSelector: {}}]}]', 'true true'],
    ['pods of its own namespace', '[{to: [{podSelector: {}}]}]', 'false false'],
    ['a range', '[{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]', '? outside ? outside'],
    ['some namespaces', '[{to: [{namespaceSelector: {matchLabels: {a: b}}}]}]', '? outside ? outside'],
    ['what is not known', '"${RULES}"', '? missing-input ? missing-input'],
  ])('lets DNS out over UDP and TCP: %s', (_, egress, expected) => {
    const { dnsOverUdp, dnsOverTcp } = policyOf(`{policyTypes: [Egress], egress: ${egress}}`);
    expect(`${short(dnsOverUdp)} ${short(dnsOverTcp)}`).toBe(expected);
  });

  test('pods of its own namespace may answer DNS where that is not another one', () => {
    const spec = '{policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}';
    const dns = ['name: p', 'name: p, namespace: kube-system', 'name: p, namespace: "${N}"'].map((metadata) =>
      short(policyOf(spec, 'NetworkPolicy', metadata).dnsOverUdp),
    );
    expect(dns).toEqual(['? outside', '? outside', '? outside']);
  });

  test('that leaves what goes out alone says nothing of DNS', () => {
    expect(short(policyOf('{policyTypes: [Ingress]}').dnsOverUdp)).toBe('-');
  });

  test('has its place, and the places of its ranges', () => {
    const one = policyOf('{egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}');
    expect([one.engine, one.name, one.address, short(one.namespace), place(one.range)]).toEqual([
      'kubernetes',
      'p',
      'NetworkPolicy.networking.k8s.io/shop/p',
      'shop',
      'main.yaml:2:7',
    ]);
    const [range] = one.blocks[0]?.ranges[0]?.prefixes.items ?? [];
    expect(range && `${formatPrefix(range.value)} ${place(range.origin.range)}`).toBe(
      '10.0.0.0/8 main.yaml:4:40',
    );
  });
});

describe('a policy of Cilium', () => {
  const cilium = (spec: string, kind = 'CiliumNetworkPolicy') => policyOf(spec, kind);

  test.each([
    ['{endpointSelector: {}}', 'all'],
    ['{endpointSelector: {matchLabels: {app: a}}}', 'app=a'],
    ['{nodeSelector: {matchLabels: {role: edge}}}', 'nodes role=edge'],
  ])('%s selects %s', (spec, expected) => {
    expect(short(cilium(spec).selects)).toBe(expected);
  });

  test.each([
    ['{endpointSelector: {}}', 'false false'],
    ['{egress: []}', 'false false'],
    ['{egress: [{}]}', 'false true'],
    ['{ingressDeny: [{fromEntities: [world]}]}', 'true false'],
    ['{egress: [{}], enableDefaultDeny: {egress: false}}', 'false false'],
    ['{egress: "${RULES}"}', 'false ? missing-input'],
  ])('%s denies what comes in, and what goes out: %s', (spec, expected) => {
    const { deniesIngress, deniesEgress } = cilium(spec);
    expect(`${short(deniesIngress)} ${short(deniesEgress)}`).toBe(expected);
  });

  test.each([
    ['{egress: [{toCIDR: [10.0.0.0/8, 192.0.2.1]}]}', ['out allow 10.0.0.0/8 192.0.2.1/32']],
    [
      '{egress: [{toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}], toPorts: [{ports: [{port: "443", protocol: TCP}]}]}]}',
      ['out allow 10.0.0.0/8 but 10.1.0.0/16 at tcp 443-443'],
    ],
    ['{egressDeny: [{toCIDR: [169.254.169.254/32]}]}', ['out deny 169.254.169.254/32']],
    ['{ingress: [{fromCIDRSet: [{cidrGroupRef: offices}]}]}', ['in allow ? outside']],
    ['{ingress: [{fromCIDR: ["${OFFICE}"]}]}', ['in allow ? missing-input']],
    [
      '{egress: [{toCIDR: [10.0.0.0/8], toPorts: [{ports: [{port: "0"}]}]}]}',
      ['out allow 10.0.0.0/8 at any'],
    ],
  ])('%s names %j', (spec, expected) => {
    expect(cilium(spec).blocks.map(shortBlock)).toEqual(expected);
  });

  test.each([
    ['nothing', '[{}]', 'false false'],
    ['port 53', '[{toEndpoints: [{matchLabels: {a: b}}], toPorts: [{ports: [{port: "53"}]}]}]', 'true true'],
    ['port 53 of UDP', '[{toPorts: [{ports: [{port: "53", protocol: UDP}]}]}]', 'true false'],
    ['the cluster', '[{toEntities: [cluster]}]', 'true true'],
    ['the world', '[{toEntities: [world]}]', '? outside ? outside'],
    ['domains', '[{toFQDNs: [{matchName: example.com}]}]', 'false false'],
    ['its own namespace', '[{toEndpoints: [{}]}]', 'false false'],
    ['some pods', '[{toEndpoints: [{matchLabels: {a: b}}]}]', '? outside ? outside'],
    ['a range', '[{toCIDR: [10.0.0.0/8]}]', '? outside ? outside'],
    ['no pods at all', '[{toEndpoints: []}]', 'false false'],
  ])('lets DNS out over UDP and TCP: %s', (_, egress, expected) => {
    const { dnsOverUdp, dnsOverTcp } = cilium(`{egress: ${egress}}`);
    expect(`${short(dnsOverUdp)} ${short(dnsOverTcp)}`).toBe(expected);
  });

  test('that denies some of it leaves DNS open', () => {
    const { dnsOverUdp } = cilium('{egress: [{toEntities: [all]}], egressDeny: [{toCIDR: [10.0.0.0/8]}]}');
    expect(short(dnsOverUdp)).toBe('? outside');
  });

  test('of the whole cluster reaches all pods, in no namespace', () => {
    const one = cilium('{egress: [{toEndpoints: [{}]}]}', 'CiliumClusterwideNetworkPolicy');
    expect([one.engine, short(one.namespace), short(one.dnsOverUdp)]).toEqual(['cilium', '-', 'true']);
  });

  test('may hold several, each in its place', () => {
    const specs = policy('{}', 'CiliumNetworkPolicy').replace(
      'spec: {}',
      'specs:\n- {endpointSelector: {}}\n- {endpointSelector: {matchLabels: {a: b}}}',
    );
    const drafts = draftsOf('network-policy', bindManifests(specs));
    expect(drafts.map(({ path, selects, range }) => [path, short(selects), place(range)])).toEqual([
      [['specs', 0], 'all', 'main.yaml:5:3'],
      [['specs', 1], 'a=b', 'main.yaml:6:3'],
    ]);
  });
});

test('many ranges with many ports are no product', () => {
  const ranges = Array.from({ length: 5000 }, () => '{ipBlock: {cidr: 10.0.0.0/8}}').join(', ');
  const ports = Array.from({ length: 5000 }, () => '{port: web}').join(', ');
  const started = performance.now();
  const bound = bindManifests(policy(`{egress: [{to: [${ranges}], ports: [${ports}]}]}`));
  const report = renderModelJson(buildModel(bound.facts));
  expect(report.length).toBeLessThan(10_000_000);
  expect(performance.now() - started).toBeLessThan(5000);
});
