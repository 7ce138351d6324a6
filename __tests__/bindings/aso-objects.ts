/** Objects of Azure Service Operator for tests. */
import { bindResources, type BoundResources } from '../../src/bindings/bind-resources.ts';
import { kubernetesLanguage } from '../../src/languages/kubernetes/kubernetes-language.ts';
import type { DeploymentScope } from '../../src/languages/unit.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

/** An object of the operator; `more` is what stands in its spec, in YAML. */
export function asoObject(kind: string, name: string, owner: string, more = '', group = 'network'): string {
  return `---
apiVersion: ${group}.azure.com/v1api20240301
kind: ${kind}
metadata:
  name: ${name}
spec:
  owner:
    ${owner}
${more.replace(/^/gm, '  ')}
`;
}

/** What binding makes of manifests that are in one file; `scope` is what the rule file says of it. */
export function bindManifests(text: string, scope?: DeploymentScope): BoundResources {
  const path = 'aso/all.yaml';
  const files = [new SourceFile(path, text)];
  const { units } = kubernetesLanguage.read(memoryTree({ [path]: text }), files, {
    within: [],
    scopeOf: () => scope,
  });
  return bindResources(units.flatMap((unit) => unit.resources));
}

/** A resource group. */
export const GROUP = `---
apiVersion: resources.azure.com/v1api20200601
kind: ResourceGroup
metadata:
  name: rg
spec:
  location: westeurope
  azureName: rg-prod
`;
/** The owner of what is in the group. */
export const IN_RG = 'name: rg';
/** A network in the group. */
export const HUB = asoObject(
  'VirtualNetwork',
  'hub',
  IN_RG,
  `azureName: vnet-hub
location: westeurope
addressSpace:
  addressPrefixes:
    - 10.0.0.0/16
dhcpOptions:
  dnsServers: [10.9.0.4]`,
);
/** A subnet of that. */
export const SUBNET = asoObject(
  'VirtualNetworksSubnet',
  'nodes',
  'name: hub',
  `addressPrefix: 10.0.1.0/24
delegations:
  - name: d
    serviceName: Microsoft.App/environments
networkSecurityGroup:
  reference: {group: network.azure.com, kind: NetworkSecurityGroup, name: nsg}
routeTable:
  reference: {armId: /subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt}
natGateway:
  reference: {group: network.azure.com, kind: NatGateway, name: nat}`,
);
const FIRST = 'default';
/** An object of the namespace as targets name it. */
export const at = (kind: string, name: string) => `@${kind}.network.azure.com/${FIRST}/${name}`;
/** Network and subnet as targets, and references to them. */
export const THE_HUB = `${at('VirtualNetwork', 'hub')} */rg-prod:vnet-hub`;
export const THE_SUBNET = `${at('VirtualNetworksSubnet', 'nodes')} */rg-prod:vnet-hub/nodes`;
export const REFERENCE_TO_SUBNET =
  'reference: {group: network.azure.com, kind: VirtualNetworksSubnet, name: nodes}';
export const REFERENCE_TO_HUB = 'reference: {group: network.azure.com, kind: VirtualNetwork, name: hub}';
