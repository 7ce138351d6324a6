/** What exports of AWS and Google Cloud become in the model. */
import { describe, expect, test } from 'vitest';
import { knownValue } from '../../src/values/fact.ts';
import { endName, inventory, modelOf, ranges, summary } from './reading.ts';

describe('AWS', () => {
  const vpcs = {
    Vpcs: [
      {
        VpcId: 'vpc-1',
        OwnerId: '123456789012',
        CidrBlock: '10.0.0.0/16',
        CidrBlockAssociationSet: [
          { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
          { CidrBlock: '10.5.0.0/16', CidrBlockState: { State: 'disassociated' } },
          { CidrBlock: '10.6.0.0/16', CidrBlockState: { State: 'associated' } },
        ],
        Tags: [{ Key: 'Name', Value: 'main' }],
      },
      { VpcId: 'vpc-2', CidrBlock: '10.1.0.0/16' },
    ],
  };
  const between = (code: string) => ({
    VpcPeeringConnections: [
      {
        VpcPeeringConnectionId: 'pcx-1',
        Status: { Code: code },
        RequesterVpcInfo: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' },
        AccepterVpcInfo: { VpcId: 'vpc-2', CidrBlock: '10.1.0.0/16' },
      },
    ],
  });

  test('VPCs with what is associated, subnets, peering connections', () => {
    const subnets = {
      Subnets: [
        { SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-central-1a' },
      ],
    };
    const model = modelOf(
      inventory(vpcs),
      inventory(subnets, 's.json'),
      inventory(between('active'), 'p.json'),
    );
    expect(summary(model)).toEqual({
      networks: [
        ['main', '10.0.0.0/16', '10.6.0.0/16'],
        ['vpc-2', '10.1.0.0/16'],
      ],
      subnets: [['main', 'subnet-1', '10.0.1.0/24']],
      peerings: [['main', 'vpc-2', 'connected']],
      ranges: [],
    });
  });

  test.each([
    ['pending-acceptance', 'initiated'],
    ['provisioning', 'initiated'],
    ['rejected', 'disconnected'],
    ['expired', 'disconnected'],
    ['failed', 'disconnected'],
    ['deleted', 'disconnected'],
  ])('a connection that is %s is %s', (code, state) => {
    expect(
      modelOf(inventory(between(code)))
        .all('peering')
        .map(({ liveState }) => liveState),
    ).toEqual([state]);
  });

  test('route tables, attachments to transit gateways, clusters, zones, allocations', () => {
    const model = modelOf(
      inventory(vpcs),
      inventory(
        {
          RouteTables: [
            {
              RouteTableId: 'rtb-1',
              VpcId: 'vpc-1',
              Associations: [{ SubnetId: 'subnet-1', Main: false }],
              Routes: [
                { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
                { DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: 'pcx-1', State: 'active' },
                { DestinationCidrBlock: '10.2.0.0/16', VpcPeeringConnectionId: 'pcx-2', State: 'blackhole' },
              ],
            },
          ],
        },
        'routes.json',
      ),
      inventory(
        {
          TransitGatewayVpcAttachments: [
            {
              TransitGatewayAttachmentId: 'a-1',
              TransitGatewayId: 'tgw-1',
              VpcId: 'vpc-1',
              State: 'available',
            },
            {
              TransitGatewayAttachmentId: 'a-2',
              TransitGatewayId: 'tgw-1',
              VpcId: 'vpc-2',
              State: 'deleted',
            },
          ],
        },
        'tgw.json',
      ),
      inventory(
        {
          cluster: {
            name: 'eks',
            arn: 'arn:aws:eks:eu-central-1:123456789012:cluster/eks',
            version: '1.33',
            resourcesVpcConfig: { vpcId: 'vpc-1', subnetIds: ['subnet-1'], endpointPublicAccess: false },
            kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: 'ipv4' },
          },
        },
        'eks.json',
      ),
      inventory(
        {
          HostedZone: { Id: '/hostedzone/Z1', Name: 'corp.example.', Config: { PrivateZone: true } },
          VPCs: [{ VPCId: 'vpc-1', VPCRegion: 'eu-central-1' }],
        },
        'zone.json',
      ),
      inventory(
        {
          IpamPoolAllocations: [
            { Cidr: '10.8.0.0/16', IpamPoolAllocationId: 'i-1', ResourceType: 'custom', Description: 'lab' },
            { Cidr: '10.8.0.0/13', IpamPoolAllocationId: 'i-2', ResourceType: 'ipam-pool' },
          ],
        },
        'ipam.json',
      ),
    );
    const destinations = model.all('route').flatMap(({ destination }) => knownValue(destination) ?? []);
    expect(destinations.map((one) => one.first)).toEqual([0x0a010000n]);
    expect(model.all('gateway-connection').map(({ to }) => endName(model, to))).toEqual(['main']);
    expect(model.all('cluster').map(({ name, serviceCidrs }) => [name, ...ranges(serviceCidrs)])).toEqual([
      ['eks', '172.20.0.0/16'],
    ]);
    expect(
      model.all('dns-link').map(({ zone, network }) => [endName(model, zone), endName(model, network)]),
    ).toEqual([['corp.example.', 'main']]);
    expect(summary(model).ranges).toEqual([['reserved', 'lab', '10.8.0.0/16']]);
  });
});

describe('Google Cloud', () => {
  const link = (path: string) => `https://www.googleapis.com/compute/v1/projects/p/${path}`;
  const network = (name: string, peerings: unknown[] = []) => ({
    name,
    selfLink: link(`global/networks/${name}`),
    autoCreateSubnetworks: false,
    subnetworks: [],
    peerings,
  });
  const peering = { name: 'ab', network: link('global/networks/b'), state: 'ACTIVE' };
  const subnet = {
    name: 's',
    network: link('global/networks/a'),
    region: link('regions/europe-west3'),
    selfLink: link('regions/europe-west3/subnetworks/s'),
    ipCidrRange: '10.0.0.0/20',
    secondaryIpRanges: [{ rangeName: 'pods', ipCidrRange: '10.4.0.0/14' }],
  };

  test('networks consist of their subnets', () => {
    const model = modelOf(
      inventory([network('a', [peering]), network('b')]),
      inventory([subnet], 'subnets.json'),
    );
    expect(summary(model)).toEqual({
      networks: [['a', '10.0.0.0/20', '10.4.0.0/14'], ['b']],
      subnets: [
        ['a', 's', '10.0.0.0/20'],
        ['a', 'pods', '10.4.0.0/14'],
      ],
      peerings: [['a', 'b', 'connected']],
      ranges: [],
    });
    // Whether there are none is not known.
    expect(model.all('network')[1]?.addressSpace.unresolved).toHaveLength(1);
  });

  test('the list of peerings, one that waits for the other side, clusters', () => {
    const waiting = { name: 'a', peerings: [{ ...peering, state: 'INACTIVE' }] };
    const cluster = {
      name: 'gke',
      location: 'europe-west3',
      network: 'a',
      nodePools: [],
      selfLink: 'https://container.googleapis.com/v1/projects/p/locations/europe-west3/clusters/gke',
      clusterIpv4Cidr: '10.4.0.0/14',
      servicesIpv4Cidr: '10.8.0.0/20',
    };
    const model = modelOf(inventory([waiting]), inventory([cluster], 'gke.json'));
    expect(model.all('peering').map(({ liveState }) => liveState)).toEqual(['initiated']);
    expect(
      model
        .all('cluster')
        .map(({ podCidrs, serviceCidrs }) => [...ranges(podCidrs), ...ranges(serviceCidrs)]),
    ).toEqual([['10.4.0.0/14', '10.8.0.0/20']]);
  });
});
