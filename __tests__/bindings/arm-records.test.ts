/** Records of private zones in the shape of Azure's API, and the endpoints that they are for. */
import { describe, expect, test } from 'vitest';
import { networkId, type WrittenResource } from './arm-resources.ts';
import { bindArm, network, SUBNET } from './arm-words.ts';
import { onlyDraft, shortTarget } from './bind-files.ts';

describe('records of private zones', () => {
  const SERVICE = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/data';
  const ENDPOINT = network(
    'privateEndpoints',
    'pe',
    {
      subnet: { id: SUBNET },
      ipConfigurations: [{ properties: { privateIPAddress: '10.0.0.9' } }],
      privateLinkServiceConnections: [{ properties: { privateLinkServiceId: SERVICE, groupIds: ['blob'] } }],
    },
    { location: 'westeurope' },
  );
  const ZONE = networkId('privateDnsZones', 'privatelink.blob.core.windows.net');
  const record = (type: string, properties: object): WrittenResource =>
    network(`privateDnsZones/${type}`, 'data', properties, { id: undefined, parent_id: ZONE });
  const THE_ZONE = 's/rg:privatelink.blob.core.windows.net';

  test.each<[string, WrittenResource, string[], string | undefined]>([
    [
      'its address, written out',
      record('A', { aRecords: [{ ipv4Address: '10.0.0.9' }] }),
      [THE_ZONE],
      undefined,
    ],
    [
      'the address that it exports',
      record('A', { aRecords: [{ ipv4Address: '{@pe.properties.customDnsConfigs.0.ipAddresses.0}' }] }),
      [THE_ZONE],
      undefined,
    ],
    ['another address', record('A', { aRecords: [{ ipv4Address: '10.0.0.10' }] }), [], 'computed'],
    ['an IPv6 address', record('AAAA', { aaaaRecords: [{ ipv6Address: 'fd00::1' }] }), [], 'computed'],
    ['another name', record('CNAME', { cnameRecord: { cname: 'x.example' } }), [], 'computed'],
    ['mail', record('MX', { mxRecords: [] }), [], undefined],
  ])('with %s', (_, written, zones, doubt) => {
    const endpoint = onlyDraft('private-endpoint', bindArm(ENDPOINT, written));
    expect([endpoint.zones.map(shortTarget), endpoint.zonesUnknown?.code]).toEqual([zones, doubt]);
  });

  test('an export does not show zone groups', () => {
    const exported = {
      ...ENDPOINT,
      properties: { ...(ENDPOINT['properties'] as object), provisioningState: 'Succeeded' },
    };
    expect(onlyDraft('private-endpoint', bindArm(exported)).zonesUnknown?.code).toBe('outside');
  });
});
