/** Hostile manifests: the reader and the bindings never throw, and stay within bounds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bindResources } from '../../src/bindings/bind-resources.ts';
import { mentionsReadKind } from '../../src/languages/kubernetes/api-groups.ts';
import { kubernetesLanguage } from '../../src/languages/kubernetes/kubernetes-language.ts';
import { textParts } from '../../src/languages/kubernetes/variables.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { problemsOf, readManifests } from './read-manifests.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const HEAD = 'apiVersion: network.azure.com/v1\nkind: VirtualNetwork\n';

/** Manifests in which much can go wrong. */
const SEED = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: "\${NAME:=c}", namespace: team}
spec:
  clusterNetwork: {pods: {cidrBlocks: [10.244.0.0/16]}, services: {cidrBlocks: [10.96.0.0/16]}}
  controlPlaneRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: AzureManagedControlPlane, name: c}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AzureManagedControlPlane
metadata: {name: c, namespace: team}
spec:
  networkPlugin: azure
  virtualNetwork: &net {name: n, cidrBlock: 10.0.0.0/8, subnet: {name: s, cidrBlock: 10.240.0.0/16}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AzureCluster
metadata: {name: c}
spec:
  networkSpec:
    vnet: {name: "\${V}-net", peerings: [{remoteVnetName: hub, forwardPeeringProperties: {useRemoteGateways: true}}]}
    subnets: [{role: node, cidrBlocks: [10.1.0.0/16]}, {role: control-plane}]
---
apiVersion: v1
kind: List
items:
- apiVersion: eksctl.io/v1alpha5
  kind: ClusterConfig
  metadata: {name: e}
  vpc: {cidr: 10.9.0.0/16, subnets: {private: {a: {cidr: 10.9.1.0/24}}}}
  managedNodeGroups: [{name: m, desiredCapacity: 2, subnets: [a]}]
- apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
  kind: AzureASOManagedControlPlane
  metadata: {name: a}
  spec: {resources: [{apiVersion: containerservice.azure.com/v1, kind: ManagedCluster, metadata: {name: k}, spec: {}}]}
- apiVersion: projectcalico.org/v3
  kind: IPPool
  metadata: {name: p}
  spec: {cidr: 10.48.0.0/16}
- apiVersion: v1
  kind: Service
  metadata: {name: s, annotations: {service.beta.kubernetes.io/azure-load-balancer-internal: "true"}}
  spec: {type: LoadBalancer, loadBalancerIP: 10.1.0.5, loadBalancerSourceRanges: [10.0.0.0/8], clusterIPs: [10.0.0.9]}
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: n}
  spec:
    podSelector: {matchExpressions: [{key: a, operator: In, values: [b, "\${C}"]}]}
    egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}], ports: [{port: 1, endPort: 99, protocol: UDP}]}]
- apiVersion: cilium.io/v2
  kind: CiliumNetworkPolicy
  metadata: {name: n}
  specs: [{egress: [{toCIDRSet: [{cidr: 10.0.0.0/8}], toEntities: [world], toPorts: [{ports: [{port: "53"}]}]}]}]
`;

const KUSTOMIZATION = `resources: [../a, main.yaml]
components: [../b]
patches:
- path: patch.yaml
- target: {kind: Cluster, name: c.*}
  patch: |-
    - {op: replace, path: /spec/clusterNetwork/pods, value: {}}
`;

/** What a mutation puts in. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ':',
  '- ',
  '\n',
  '&x ',
  '*x',
  '"',
  "'",
  '|',
  '${',
  '{{',
  '---\n',
  '#',
  '<<: ',
  'null',
  '10.0.0.0/99',
  '\u0000',
  '\u{1F600}',
  '!!x ',
  '0x10',
  '__proto__: ',
];

describe('bounds', () => {
  test('aliases that expand without end cost their document', () => {
    const lines = Array.from({ length: 30 }, (_, index) =>
      index === 0 ? 'a0: &a0 [x]' : `a${index}: &a${index} [${`*a${index - 1},`.repeat(9)}]`,
    );
    const read = readManifests(`${HEAD}metadata: {name: ok}\n---\n${HEAD}${lines.join('\n')}\n`);
    expect(read.units[0]?.resources).toHaveLength(1);
    expect(problemsOf(read)).toEqual([expect.stringContaining('error yaml-syntax')]);
  });

  test('deep nesting costs its document', () => {
    const deep = `${HEAD}spec: ${'['.repeat(50_000)}`;
    expect(problemsOf(readManifests(deep))).toEqual([expect.stringContaining('error yaml-syntax')]);
    const json = `{"apiVersion":"eksctl.io/v1","kind":"ClusterConfig","a":${'['.repeat(50_000)}`;
    expect(problemsOf(readManifests({ 'a.json': json }))).toEqual([
      expect.stringContaining('error json-syntax'),
    ]);
  });

  test('a hundred thousand documents are read once', () => {
    const many = '---\na: 1\n'.repeat(100_000);
    const read = readManifests(`${many}---\n${HEAD}metadata: {name: ok}\n`);
    expect(read.units[0]?.resources).toHaveLength(1);
  });

  test('thousands of objects, of kustomizations and of pools are no product', () => {
    const files: Record<string, string> = {};
    const pool = (index: number) =>
      `apiVersion: projectcalico.org/v3\nkind: IPPool\nmetadata: {name: p${index}}\nspec: {cidr: 10.0.0.0/16}\n`;
    files['a/pools.yaml'] = Array.from({ length: 3000 }, (_, index) => pool(index)).join('---\n');
    for (let index = 0; index < 1500; index++) {
      files[`k${index}/kustomization.yaml`] =
        `resources: [../k${index + 1}, ../a]\npatches: [{path: ../p.yaml}]`;
    }
    files['p.yaml'] = pool(1);
    const started = performance.now();
    const { units } = readManifests(files);
    const { facts } = bindResources(units.flatMap((unit) => unit.resources));
    expect(facts.filter(({ kind }) => kind === 'cluster')).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test.each([
    ['blanks before a key', '\n'.repeat(100_000) + ' '.repeat(100_000)],
    ['versions without a group', 'apiVersion: '.repeat(50_000)],
    ['kinds without a name', 'kind: '.repeat(50_000)],
    ['a kind behind blanks', `apiVersion: v1\nkind${' '.repeat(200_000)}x`],
    ['a long version', `apiVersion: ${'a.'.repeat(100_000)}`],
    ['variables that never end', '${a:='.repeat(100_000)],
    ['braces', '{{'.repeat(100_000)],
  ])('%s take little time', (_, text) => {
    const started = performance.now();
    mentionsReadKind(text);
    textParts(text);
    kubernetesLanguage.recognises('a.yaml', text);
    readManifests(`${HEAD}spec: ${text}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test('two thousand mutants are read and bound without a fault', { timeout: 60_000 }, () => {
  const edit = fc.record({ at: fc.nat(), cut: fc.nat(12), put: fc.constantFrom('', ...PIECES) });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.nat(3), (edits, where) => {
      const texts = [SEED, KUSTOMIZATION];
      const target = where === 0 ? 1 : 0;
      let text = texts[target] ?? '';
      for (const { at, cut, put } of edits) {
        const from = at % (text.length + 1);
        text = text.slice(0, from) + put + text.slice(from + cut);
      }
      texts[target] = text;
      const [main = '', kustomization = ''] = texts;
      const tree = memoryTree({
        'o/main.yaml': main,
        'o/kustomization.yaml': kustomization,
        'o/patch.yaml': `${HEAD}metadata: {name: c}\nspec: {x: 1}\n`,
      });
      const files = ['o/main.yaml', 'o/kustomization.yaml'].map(
        (path, index) => new SourceFile(path, texts[index] ?? ''),
      );
      const { units, diagnostics } = kubernetesLanguage.read(tree, files, {
        within: [],
        scopeOf: () => undefined,
      });
      bindResources(units.flatMap((unit) => unit.resources));
      // Plain comparisons: thousands of expectations would take most of the time.
      const areUnique = units.every(({ resources }) => {
        return new Set(resources.map(({ address }) => address)).size === resources.length;
      });
      return areUnique && diagnostics.every(({ range }) => range.start <= range.file.text.length);
    }),
    { numRuns: 2000, seed: 7 },
  );
});
