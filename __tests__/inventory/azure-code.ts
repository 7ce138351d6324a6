/** Networks and peerings of Azure, as code and as exports have them. */
import { observedFacts } from '../../src/bindings/inventory/observed-facts.ts';
import { readNetwork } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import type { Inventory } from '../../src/languages/inventory/read-inventory.ts';
import { rules } from '../../src/rule/registry.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

/** Two subscriptions. */
export const SUB = '11111111-1111-1111-1111-111111111111';
export const OTHER = '22222222-2222-2222-2222-222222222222';

/** The id of a network. */
export function idOf(name: string, subscription = SUB, group = 'rg'): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${name}`;
}

/** What an export shows of a network beside its range. */
export interface Shown {
  readonly subscription?: string;
  readonly subnets?: Readonly<Record<string, string>>;
  /** Ids of peers with the state of the peering. */
  readonly peers?: Readonly<Record<string, string>>;
}

/** A network as `az network vnet list` shows it. */
export function vnet(
  name: string,
  range: string,
  { subscription = SUB, subnets = {}, peers = {} }: Shown = {},
) {
  const id = idOf(name, subscription);
  return {
    id,
    name,
    addressSpace: { addressPrefixes: [range] },
    subnets: Object.entries(subnets).map(([subnet, addressPrefix]) => ({
      id: `${id}/subnets/${subnet}`,
      name: subnet,
      addressPrefix,
    })),
    virtualNetworkPeerings: Object.entries(peers).map(([peer, peeringState], index) => ({
      name: `peer-${index}`,
      peeringState,
      remoteVirtualNetwork: { id: peer },
    })),
  };
}

/** Five lines that say which subscription the code deploys to. */
export const PROVIDER = `provider "azurerm" {\n  features {}\n  subscription_id = "${SUB}"\n}\n`;

/** A network as code has it, its range on the fifth line. */
export function network(name: string, range: string, label = 'a'): string {
  return [
    `resource "azurerm_virtual_network" "${label}" {`,
    `  name = "${name}"`,
    '  resource_group_name = "rg"',
    '  location = "westeurope"',
    `  address_space = ["${range}"]`,
    '}\n',
  ].join('\n');
}

/** A peering of the network with this label. */
export function peering(remote: string, label = 'a', name = 'out'): string {
  return `resource "azurerm_virtual_network_peering" "${label}" {
  name = "${name}"
  resource_group_name = "rg"
  virtual_network_name = azurerm_virtual_network.${label}.name
  remote_virtual_network_id = "${remote}"
}
`;
}

/** The model of code and inventories; `rules.yml` is the rule file. */
export function read(files: Readonly<Record<string, string>>, ...inventories: readonly Inventory[]) {
  const text = files['rules.yml'];
  const config = loadConfig(text === undefined ? undefined : new SourceFile('rules.yml', text), rules);
  return readNetwork(memoryTree(files), { config, within: [], observed: observedFacts(inventories) }).model;
}
