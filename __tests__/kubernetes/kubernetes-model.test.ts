/** Services, network policies and ingresses on the whole road: in the model's reports, and not in what check misses. */
import { describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import { renderModelJson } from '../../src/report/model-json.ts';
import { renderModelText } from '../../src/report/model-text.ts';
import { rules } from '../../src/rule/registry.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const MANIFESTS = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    service.beta.kubernetes.io/azure-load-balancer-internal-subnet: apps
spec: {type: LoadBalancer, loadBalancerIP: 10.1.0.5, loadBalancerSourceRanges: [10.0.0.0/8, "\${OFFICE}"]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: ExternalName, externalName: 10.0.1.50}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress:
  - to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16]}}]
    ports: [{port: 53}, {port: 8000, endPort: 8080}, {port: dns, protocol: UDP}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {ingressClassName: nginx}
`;

const report = check({
  head: memoryTree({ 'k8s/main.yaml': MANIFESTS }),
  within: [],
  config: loadConfig(undefined, rules),
  rules,
});

describe('the model', () => {
  const document = JSON.parse(renderModelJson(report.model)) as Record<string, Record<string, unknown>[]>;

  test('has services in its JSON', () => {
    expect(document.services).toEqual([
      {
        id: 'k8s:Service/default/db',
        name: 'db',
        namespace: null,
        type: 'ExternalName',
        internal: null,
        loadBalancerIp: null,
        subnetName: null,
        sourceCidrs: [],
        clusterIps: [],
        externalIps: [],
        externalName: '10.0.1.50',
        unit: 'k8s',
        address: 'Service/default/db',
        location: { file: 'k8s/main.yaml', line: 12, column: 7, endLine: 12, endColumn: 14 },
      },
      expect.objectContaining({
        name: 'web',
        namespace: 'shop',
        type: 'LoadBalancer',
        internal: true,
        loadBalancerIp: '10.1.0.5',
        subnetName: 'apps',
        sourceCidrs: ['10.0.0.0/8'],
      }),
    ]);
  });

  test('has network policies and ingresses in its JSON', () => {
    expect(document.networkPolicies).toEqual([
      expect.objectContaining({
        id: 'k8s:NetworkPolicy.networking.k8s.io/shop/out',
        engine: 'kubernetes',
        selects: 'app=web',
        deniesIngress: false,
        deniesEgress: true,
        blocks: [
          {
            direction: 'out',
            access: 'allow',
            ranges: [{ cidrs: ['10.0.0.0/8'], except: ['10.9.0.0/16'] }],
            ports: [
              { protocol: 'tcp', ports: ['53'] },
              { protocol: 'tcp', ports: ['8000-8080'] },
              { protocol: 'udp', ports: null },
            ],
          },
        ],
        dnsOverUdp: null,
        dnsOverTcp: true,
      }),
    ]);
    expect(document.ingresses).toEqual([
      expect.objectContaining({ name: 'web', namespace: 'shop', kind: 'ingress', class: 'nginx' }),
    ]);
  });

  test('tells them as text', () => {
    const [section = ''] = renderModelText(report.model).split('\n\n');
    expect(section.split('\n')).toEqual([
      'Services, ingresses and network policies (4)',
      '  db  (k8s:Service/default/db)  ExternalName 10.0.1.50',
      '  web  (k8s:Service/shop/web)  LoadBalancer internal 10.1.0.5 in subnet apps from 10.0.0.0/8, ? (the variable "OFFICE" has no value)',
      '  web  (k8s:Ingress.networking.k8s.io/shop/web)  ingress of class nginx',
      '  out  (k8s:NetworkPolicy.networking.k8s.io/shop/out)  pods: app=web, only what is allowed out',
    ]);
  });

  test('says what is unknown of them, and check does not', () => {
    expect(
      document.unresolved?.map(({ address, attribute }) => `${String(address)} ${String(attribute)}`),
    ).toEqual([
      'Service/shop/web sourceCidrs',
      'NetworkPolicy.networking.k8s.io/shop/out blocks',
      'NetworkPolicy.networking.k8s.io/shop/out dnsOverUdp',
    ]);
    expect([report.unresolved, report.findings, report.diagnostics]).toEqual([[], [], []]);
  });
});
