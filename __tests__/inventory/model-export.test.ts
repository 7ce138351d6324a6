/** The model of one repository as the inventory of another. */
import { describe, expect, test } from 'vitest';
import { renderModelJson } from '../../src/report/model-json.ts';
import { idOf, network, OTHER, peering, PROVIDER, read, SUB } from './azure-code.ts';
import { checked, findingsOf, inventory, modelOf, summary } from './reading.ts';

describe('the model of one repository as the inventory of another', () => {
  const hub = `${PROVIDER}${network('hub', '10.0.0.0/16')}${peering(idOf('spoke', OTHER))}
resource "azurerm_subnet" "a" {
  name = "app"
  resource_group_name = "rg"
  virtual_network_name = azurerm_virtual_network.a.name
  address_prefixes = ["10.0.1.0/24"]
}
resource "azurerm_private_dns_zone" "z" {
  name = "privatelink.vaultcore.azure.net"
  resource_group_name = "rg"
}
resource "azurerm_private_dns_zone_virtual_network_link" "l" {
  name = "l"
  resource_group_name = "rg"
  private_dns_zone_name = azurerm_private_dns_zone.z.name
  virtual_network_id = azurerm_virtual_network.a.id
}`;
  const first = read({ 'main.tf': hub });
  const exported = inventory(renderModelJson(first), 'hub.json');

  test('gives the same facts and identities', () => {
    const second = modelOf(exported);
    expect(summary(second)).toEqual(summary(first));
    expect(
      second.all('network').map(({ identity }) => identity?.map(({ names, scope }) => [names, scope])),
    ).toEqual([[[['hub'], [SUB, 'rg']]]]);
    expect(second.all('dns-link')).toHaveLength(1);
  });

  test('says what runs, and how its peerings are', () => {
    const peers = [{ name: 'p', peeringState: 'Initiated', remoteVirtualNetwork: { id: idOf('x') } }];
    const shown = [
      { id: idOf('y'), name: 'y', virtualNetworkPeerings: peers },
      { id: idOf('x'), name: 'x' },
    ];
    const written = renderModelJson(modelOf(inventory(shown)));
    const { networks, peerings } = JSON.parse(written) as Record<string, Record<string, unknown>[]>;
    expect(networks?.map(({ name, observed, peeringsUnseen }) => [name, observed, peeringsUnseen])).toEqual([
      ['x', true, true],
      ['y', true, undefined],
    ]);
    expect(peerings?.map(({ liveState }) => liveState)).toEqual(['initiated']);
    expect(modelOf(inventory(written)).all('peering')[0]?.liveState).toBe('initiated');
    expect(
      modelOf(inventory(written))
        .all('network')
        .map(({ peeringsUnseen }) => peeringsUnseen),
    ).toEqual([true, undefined]);
  });

  test('joins the peerings of both', () => {
    const spoke = `${PROVIDER.replace(SUB, OTHER)}${network('spoke', '10.0.0.0/20')}${peering(idOf('hub'))}`;
    expect(findingsOf(checked({ 'main.tf': spoke }, [exported]))).toEqual(['overlap main.tf:9']);
    expect(
      findingsOf(checked({ 'main.tf': spoke.replace('10.0.0.0/20', '10.9.0.0/20') }, [exported])),
    ).toEqual([]);
  });
});
