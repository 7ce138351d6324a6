/** Services, Ingresses and Gateways: what each of them says, and where. */
import { describe, expect, test } from 'vitest';
import { draftsOf, onlyDraft, place, problemsOf, short, shortList } from '../bindings/bind-files.ts';
import { bindManifests } from './read-manifests.ts';

const AZURE = 'service.beta.kubernetes.io/azure-load-balancer';
const AWS = 'service.beta.kubernetes.io/aws-load-balancer';

function service(spec: string, annotations = ''): string {
  return `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {${annotations}}}
spec: {${spec}}
`;
}

function serviceOf(spec: string, annotations?: string) {
  return onlyDraft('service', bindManifests(service(spec, annotations)));
}

describe('a Service', () => {
  test.each([
    ['without a word', ''],
    ['with ports', 'ports: [{port: 80}], type: ClusterIP'],
    ['without an address', 'clusterIP: None'],
    ['without addresses', 'clusterIP: None, clusterIPs: [None]'],
    ['on the nodes', 'type: NodePort'],
    ['with what counts for other types', 'loadBalancerIP: 10.0.0.4, externalName: a.example'],
  ])('%s says nothing', (_, spec) => {
    expect(bindManifests(service(spec))).toEqual({ facts: [], diagnostics: [] });
  });

  test.each([
    [
      'an address of its own choice',
      'clusterIP: 10.0.0.10',
      { type: 'default ClusterIP', ips: ['10.0.0.10'] },
    ],
    [
      'two of them',
      'clusterIP: 10.0.0.10, clusterIPs: [10.0.0.10, "fd00::a"]',
      { ips: ['10.0.0.10', 'fd00::a'] },
    ],
    ['an address that is not known', 'clusterIP: "${IP}"', { ips: ['? missing-input'] }],
    ['one with a default', 'clusterIP: "${IP:=10.0.0.9}"', { ips: ['10.0.0.9'] }],
    ['addresses from outside', 'externalIPs: [192.0.2.1]', { external: ['192.0.2.1'] }],
    ['a type that is not known', 'type: "${TYPE}"', { type: '? missing-input', name: '-' }],
    ['a name', 'type: ExternalName, externalName: 10.0.1.50', { type: 'ExternalName', name: '10.0.1.50' }],
    [
      'a name that is not known',
      'type: ExternalName, externalName: "db.${ZONE}"',
      { name: '? missing-input' },
    ],
  ])('with %s', (_, spec, expected) => {
    const { type, clusterIps, externalIps, externalName } = serviceOf(spec);
    expect({
      type: short(type),
      ips: shortList(clusterIps),
      external: shortList(externalIps),
      name: short(externalName),
    }).toMatchObject(expected);
  });

  test.each([
    ['nobody says it', '', '-'],
    ['Azure', `${AZURE}-internal: "true"`, 'true'],
    ['Azure, not as a text', `${AZURE}-internal: true`, 'true'],
    ['Azure, public', `${AZURE}-internal: "false"`, 'false'],
    ['Azure, by a variable', `${AZURE}-internal: "\${INTERNAL}"`, '? missing-input'],
    ['AWS', `${AWS}-scheme: internal`, 'true'],
    ['AWS, public', `${AWS}-scheme: internet-facing`, 'false'],
    ['AWS, the older way', `${AWS}-internal: "true"`, 'true'],
    ['AWS, the oldest way', `${AWS}-internal: 0.0.0.0/0`, 'true'],
    ['AWS, the older way, public', `${AWS}-internal: "false"`, 'false'],
    ['AWS, both ways', `${AWS}-internal: "true", ${AWS}-scheme: internet-facing`, 'false'],
    ['Google', 'networking.gke.io/load-balancer-type: Internal', 'true'],
    ['Google, the older way', 'cloud.google.com/load-balancer-type: "Internal"', 'true'],
    ['Google, public', 'networking.gke.io/load-balancer-type: External', 'false'],
    ['two clouds', `${AZURE}-internal: "true", networking.gke.io/load-balancer-type: Internal`, 'true'],
    ['two that differ', `${AZURE}-internal: "true", ${AWS}-scheme: internet-facing`, '? ambiguous'],
  ])('is internal: %s', (_, annotations, expected) => {
    expect(short(serviceOf('type: LoadBalancer', annotations).internal)).toBe(expected);
  });

  test.each([
    ['nothing', '', '', ['-', '-']],
    ['the field', 'loadBalancerIP: 10.1.0.5', '', ['10.1.0.5', '-']],
    [
      'the annotation before the field',
      'loadBalancerIP: 10.1.0.5',
      `${AZURE}-ipv4: 10.1.0.6`,
      ['10.1.0.6', '-'],
    ],
    ['IPv6', '', `${AZURE}-ipv6: "fd00::5"`, ['fd00::5', '-']],
    ['a variable', 'loadBalancerIP: "${IP}"', '', ['? missing-input', '-']],
    ['a subnet of Azure', '', `${AZURE}-internal-subnet: apps`, ['-', 'apps']],
    ['a subnet of Google', '', 'networking.gke.io/internal-load-balancer-subnet: apps', ['-', 'apps']],
    ['a subnet that is not known', '', `${AZURE}-internal-subnet: "\${S}"`, ['-', '? missing-input']],
  ])('has an address and a subnet: %s', (_, spec, annotations, expected) => {
    const { loadBalancerIp, subnetName } = serviceOf(`type: LoadBalancer, ${spec}`, annotations);
    expect([short(loadBalancerIp), short(subnetName)]).toEqual(expected);
  });

  test.each([
    ['no sources', '', '', []],
    ['the field', 'loadBalancerSourceRanges: [10.0.0.0/8, "${X}"]', '', ['10.0.0.0/8', '? missing-input']],
    [
      'the annotation',
      '',
      'service.beta.kubernetes.io/load-balancer-source-ranges: "10.0.0.0/8, fd00::/8"',
      ['10.0.0.0/8', 'fd00::/8'],
    ],
    [
      "Azure's beside the field",
      'loadBalancerSourceRanges: [10.0.0.0/8]',
      'service.beta.kubernetes.io/azure-allowed-ip-ranges: 192.168.0.0/16',
      ['10.0.0.0/8', '192.168.0.0/16'],
    ],
    ["Azure's tags", '', 'service.beta.kubernetes.io/azure-allowed-service-tags: Sql', ['? unsupported']],
  ])('lets in: %s', (_, spec, annotations, expected) => {
    expect(shortList(serviceOf(`type: LoadBalancer, ${spec}`, annotations).sourceRanges)).toEqual(expected);
  });

  test('has its place, its namespace, and the places of what it says', () => {
    const one = serviceOf('type: LoadBalancer, loadBalancerIP: 10.1.0.5');
    expect([one.name, one.unit, one.address, short(one.namespace)]).toEqual([
      'web',
      '.',
      'Service/shop/web',
      'shop',
    ]);
    expect(place(one.range)).toBe('main.yaml:2:7');
    const { loadBalancerIp } = one;
    expect(loadBalancerIp.state === 'known' && place(loadBalancerIp.origin.range)).toBe('main.yaml:4:44');
  });

  test('with what is no address says so at its place', () => {
    const bound = bindManifests(service('type: LoadBalancer, loadBalancerIP: 10.1.0.500'));
    expect(short(onlyDraft('service', bound).loadBalancerIp)).toBe('? failed');
    expect(problemsOf(bound)).toEqual([
      'main.yaml:4:44 error invalid-address: "10.1.0.500" is not an IP address.',
    ]);
  });

  test('of which a kustomization changes annotations is unknown there', () => {
    const patch = service('type: LoadBalancer', `${AZURE}-internal: "true"`).replace(/^spec.*\n/m, '');
    const bound = bindManifests({
      'base/service.yaml': service('type: LoadBalancer, loadBalancerIP: 10.1.0.5'),
      'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
      'overlay/p.yaml': patch,
    });
    const { name, internal, loadBalancerIp } = onlyDraft('service', bound);
    expect([name, short(internal), short(loadBalancerIp)]).toEqual(['web', '? unsupported', '10.1.0.5']);
  });

  test('that a kustomization may open is told as one of an unknown type', () => {
    const bound = bindManifests({
      'base/service.yaml': service('ports: [{port: 80}]'),
      'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
      'overlay/p.yaml': service('type: LoadBalancer'),
    });
    expect(draftsOf('service', bound).map(({ type }) => short(type))).toEqual(['? unsupported']);
  });
});

describe('an Ingress or a Gateway', () => {
  const ingress = (metadata: string, spec: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i${metadata}}\nspec: {${spec}}\n`;
  const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: g, namespace: infra}
spec: {gatewayClassName: cilium}
`;

  test.each([
    ['without a class', ingress('', ''), 'ingress - -'],
    ['of a class', ingress(', namespace: shop', 'ingressClassName: nginx'), 'ingress shop nginx'],
    ['the older way', ingress(', annotations: {kubernetes.io/ingress.class: alb}', ''), 'ingress - alb'],
    ['of an unknown class', ingress('', 'ingressClassName: "${CLASS}"'), 'ingress - ? missing-input'],
    ['a Gateway', GATEWAY, 'gateway infra cilium'],
  ])('%s', (_, text, expected) => {
    const one = onlyDraft('ingress', bindManifests(text));
    expect(`${one.type} ${short(one.namespace)} ${short(one.class)}`).toBe(expected);
    expect(place(one.range)).toBe('main.yaml:2:7');
  });
});

test('five thousand Services in a folder take little time', () => {
  const files: Record<string, string> = {};
  for (let index = 0; index < 5000; index++) {
    const spec = index % 10 === 0 ? 'type: LoadBalancer, loadBalancerIP: 10.1.0.5' : 'ports: [{port: 80}]';
    files[`apps/s${index}.yaml`] = service(spec).replace('web', `s${index}`);
  }
  const started = performance.now();
  expect(draftsOf('service', bindManifests(files))).toHaveLength(500);
  expect(performance.now() - started).toBeLessThan(5000);
});
