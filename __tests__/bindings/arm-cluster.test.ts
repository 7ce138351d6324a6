/** AKS clusters in the shape of Azure's API. */
import { describe, expect, test } from 'vitest';
import type { WrittenResource } from './arm-resources.ts';
import { bindArm, IN_SUBNET, SUBNET } from './arm-words.ts';
import { draftsOf, onlyDraft, short, shortList, shortTarget } from './bind-files.ts';

describe('clusters', () => {
  const cluster = (properties: object, more: object = {}): WrittenResource => ({
    type: 'Microsoft.ContainerService/managedClusters',
    name: 'aks',
    properties,
    ...more,
  });

  test('with all that counts', () => {
    const bound = bindArm(
      cluster({
        kubernetesVersion: '1.34',
        networkProfile: {
          networkPlugin: 'azure',
          networkPluginMode: 'overlay',
          networkDataplane: 'cilium',
          podCidrs: ['10.244.0.0/16', 'fd00::/48'],
          serviceCidrs: ['10.2.0.0/16'],
          dnsServiceIP: '10.2.0.10',
          ipFamilies: ['IPv4', 'IPv6'],
        },
        apiServerAccessProfile: { enablePrivateCluster: true, enableVnetIntegration: true, subnetId: SUBNET },
        addonProfiles: { ingressApplicationGateway: { enabled: true, config: { subnetId: SUBNET } } },
        agentPoolProfiles: [
          {
            name: 'system',
            count: 3,
            enableAutoScaling: true,
            minCount: 2,
            maxCount: 9,
            maxPods: 60,
            mode: 'System',
            vnetSubnetID: SUBNET,
            scaleSetPriority: 'Spot',
            upgradeSettings: { maxSurge: '33%', maxUnavailable: '1' },
          },
        ],
      }),
    );
    const draft = onlyDraft('cluster', bound);
    expect([
      short(draft.networkMode),
      shortList(draft.podCidrs),
      shortList(draft.serviceCidrs),
      short(draft.dnsServiceIp),
      short(draft.privateApi),
      short(draft.version),
    ]).toEqual(['overlay', ['10.244.0.0/16', 'fd00::/48'], ['10.2.0.0/16'], '10.2.0.10', 'true', '1.34']);
    const pool = onlyDraft('node-pool', bound);
    expect(
      [
        pool.count,
        pool.autoscaling,
        pool.min,
        pool.max,
        pool.maxPods,
        pool.maxSurge,
        pool.maxUnavailable,
        pool.spot,
      ].map((fact) => short<unknown>(fact)),
    ).toEqual(['3', 'true', '2', '9', '60', '33 percent', '1 nodes', 'true']);
    expect([shortTarget(pool.nodeSubnet), shortTarget(pool.podSubnet)]).toEqual([IN_SUBNET, '-']);
    expect(draftsOf('address-consumer', bound).map(({ what, path }) => [what, path.join('.')])).toEqual([
      ['API server', 'apiServerAccessProfile'],
      ['application gateway', 'ingressApplicationGateway'],
    ]);
  });

  test('as the command line of Azure prints them', () => {
    const bound = bindArm({
      type: 'Microsoft.ContainerService/managedClusters',
      name: 'aks',
      networkProfile: { networkPlugin: 'kubenet', serviceCidr: '10.2.0.0/16', dnsServiceIp: '10.2.0.10' },
      apiServerAccessProfile: { enablePrivateCluster: false },
      agentPoolProfiles: [{ name: 'p', count: 1, vnetSubnetId: SUBNET, podSubnetId: null, maxPods: 110 }],
    });
    const draft = onlyDraft('cluster', bound);
    expect([short(draft.networkMode), short(draft.dnsServiceIp)]).toEqual(['kubenet', '10.2.0.10']);
    expect(shortTarget(onlyDraft('node-pool', bound).nodeSubnet)).toBe(IN_SUBNET);
  });

  test.each([
    ['Automatic', { sku: { name: 'Automatic' } }, {}, '? computed'],
    ['Base', { sku: { name: 'Base' } }, {}, '3'],
    [
      'Automatic, told not to',
      { sku: { name: 'Automatic' } },
      { nodeProvisioningProfile: { mode: 'Manual' } },
      '3',
    ],
    ['told to provision', {}, { nodeProvisioningProfile: { mode: 'Auto' } }, '? computed'],
  ])('of which AKS may add nodes: %s', (_, more, properties, max) => {
    const bound = bindArm(cluster({ ...properties, agentPoolProfiles: [{ name: 'p', maxCount: 3 }] }, more));
    expect(short(onlyDraft('node-pool', bound).max)).toBe(max);
  });

  test('with pools of their own', () => {
    const bound = bindArm(cluster({ networkProfile: { networkPlugin: 'azure' } }), {
      type: 'Microsoft.ContainerService/managedClusters/agentPools',
      name: 'user',
      parent_id: '{@aks.id}',
      properties: { count: 2, vnetSubnetID: SUBNET, podSubnetID: SUBNET, podIPAllocationMode: 'StaticBlock' },
    });
    const pool = onlyDraft('node-pool', bound);
    expect([
      shortTarget(pool.cluster),
      short(pool.count),
      shortTarget(pool.podSubnet),
      short(pool.podAllocation),
    ]).toEqual(['@aks */*:aks', '2', IN_SUBNET, 'static-block']);
  });
});
