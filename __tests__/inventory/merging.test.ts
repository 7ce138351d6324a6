/** Code and inventories as one model. */
import { describe, expect, test } from 'vitest';
import { renderModelJson } from '../../src/report/model-json.ts';
import { idOf, network, OTHER, peering, PROVIDER, read, SUB, vnet } from './azure-code.ts';
import { checked, findingsOf, inventory, modelOf, ranges, summary } from './reading.ts';

describe('the same thing seen twice is one', () => {
  test('a network with its subnets; what only runs stays in it, and the code wins', () => {
    const code = `${PROVIDER}${network('hub', '10.0.0.0/16')}
resource "azurerm_subnet" "a" {
  name = "app"
  resource_group_name = "rg"
  virtual_network_name = azurerm_virtual_network.a.name
  address_prefixes = ["10.0.2.0/24"]
}`;
    const shown = vnet('HUB', '10.0.0.0/20', { subnets: { app: '10.0.1.0/24', other: '10.0.9.0/24' } });
    const model = read({ 'main.tf': code }, inventory([shown]));
    expect(summary(model)).toMatchObject({
      networks: [['hub', '10.0.0.0/16']],
      subnets: [
        ['hub', 'app', '10.0.2.0/24'],
        ['hub', 'other', '10.0.9.0/24'],
      ],
    });
    expect(model.all('subnet').map(({ observed }) => observed)).toEqual([undefined, true]);
    expect(model.all('network')[0]?.observed).toBeUndefined();
  });

  test('a subscription that the code does not tell matches any, and is learnt', () => {
    const model = read({ 'main.tf': network('hub', '10.0.0.0/16') }, inventory([vnet('hub', '10.0.0.0/16')]));
    const [only, ...others] = model.all('network');
    expect(others).toEqual([]);
    expect(only?.identity?.map(({ scope }) => scope)).toEqual([
      [undefined, 'rg'],
      [SUB, 'rg'],
    ]);
  });

  test.each([
    ['another subscription', PROVIDER, vnet('hub', '10.0.0.0/16', { subscription: OTHER })],
    ['no subscription and other ranges', '', vnet('hub', '10.8.0.0/16', { subscription: OTHER })],
  ])('%s makes two', (_, provider, shown) => {
    const model = read({ 'main.tf': `${provider}${network('hub', '10.0.0.0/16')}` }, inventory([shown]));
    expect(model.all('network')).toHaveLength(2);
  });

  test('peerings by their ends, with their state', () => {
    const code = `${PROVIDER}${network('spoke', '10.1.0.0/16')}${peering(idOf('hub'))}`;
    const shown = [
      vnet('hub', '10.0.0.0/16', { peers: { [idOf('spoke')]: 'Connected' } }),
      vnet('spoke', '10.1.0.0/16', { peers: { [idOf('hub')]: 'Connected' } }),
    ];
    const report = checked({ 'main.tf': code }, [inventory(shown)]);
    expect(summary(report.model).peerings).toEqual([
      ['spoke', 'hub', 'connected'],
      ['hub', 'spoke', 'connected'],
    ]);
    expect(findingsOf(report)).toEqual([]);
  });

  test('exports that show the same, in any order', () => {
    const [a, b] = [
      inventory([vnet('hub', '10.0.0.0/16')], 'a.json'),
      inventory([vnet('hub', '10.0.0.0/16')], 'b.json'),
    ];
    expect(modelOf(a, b).all('network')).toHaveLength(1);
    expect(renderModelJson(modelOf(a, b))).toBe(renderModelJson(modelOf(b, a)));
  });

  test('AWS by account and name, subnets by their ranges, connections by their ends', () => {
    const code = `
provider "aws" {
  region = "eu-central-1"
  allowed_account_ids = ["123456789012"]
}
resource "aws_vpc" "a" {
  cidr_block = "10.0.0.0/16"
  tags = { Name = "main" }
}
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.a.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_vpc_peering_connection" "a" {
  vpc_id = aws_vpc.a.id
  peer_vpc_id = "vpc-2"
}`;
    const vpc = {
      VpcId: 'vpc-1',
      OwnerId: '123456789012',
      CidrBlock: '10.0.0.0/16',
      Tags: [{ Key: 'Name', Value: 'main' }],
    };
    const connection = {
      VpcPeeringConnectionId: 'pcx-1',
      Status: { Code: 'active' },
      RequesterVpcInfo: { VpcId: 'vpc-2' },
      AccepterVpcInfo: { VpcId: 'vpc-1' },
    };
    const model = read(
      { 'main.tf': code },
      inventory({ Vpcs: [vpc, { VpcId: 'vpc-2', CidrBlock: '10.1.0.0/16' }] }, 'vpcs.json'),
      inventory(
        { Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24' }] },
        'subnets.json',
      ),
      inventory({ VpcPeeringConnections: [connection] }, 'peerings.json'),
    );
    expect(summary(model)).toMatchObject({
      networks: [
        ['main', '10.0.0.0/16'],
        ['vpc-2', '10.1.0.0/16'],
      ],
      peerings: [['main', 'vpc-2', 'connected']],
    });
    expect(model.all('subnet')).toHaveLength(1);
  });

  test('a network of Google grows by subnets that are made elsewhere', () => {
    const code =
      'resource "google_compute_network" "a" {\n  name = "a"\n  project = "p"\n  auto_create_subnetworks = false\n}';
    const link = (path: string) => `https://www.googleapis.com/compute/v1/projects/p/${path}`;
    const model = read(
      { 'main.tf': code },
      inventory([{ name: 'a', selfLink: link('global/networks/a'), autoCreateSubnetworks: false }], 'n.json'),
      inventory([
        {
          name: 's',
          network: link('global/networks/a'),
          region: link('regions/r'),
          ipCidrRange: '10.0.0.0/20',
        },
      ]),
    );
    expect(model.all('network').map(({ addressSpace }) => ranges(addressSpace))).toEqual([['10.0.0.0/20']]);
  });
});

describe('findings stand in the code', () => {
  const spoke = `${PROVIDER}${network('spoke', '10.1.0.0/16')}`;

  test('an overlap with an on-premises range of an inventory', () => {
    const plan = inventory('prefix,name,kind\n10.1.128.0/17,Berlin,on-premises\n', 'plan.csv');
    const report = checked({ 'main.tf': spoke }, [plan]);
    expect(findingsOf(report)).toEqual(['overlap main.tf:9']);
    expect(report.findings[0]?.related.map(({ range }) => range.file.path)).toEqual(['plan.csv']);
    expect(report.findings[0]?.message).toContain('as plan.csv says');
  });

  test('an overlap with a network that runs and that the code peers with', () => {
    const hub = vnet('hub', '10.1.0.0/20', { subscription: OTHER, peers: { [idOf('spoke')]: 'Initiated' } });
    const report = checked({ 'main.tf': `${spoke}${peering(idOf('hub', OTHER))}` }, [inventory([hub])]);
    expect(findingsOf(report)).toEqual(['overlap main.tf:9']);
    expect(report.findings[0]?.fix?.edits.every(({ range }) => range.file.path === 'main.tf')).toBe(true);
  });

  test('the way back of a peering may run already, and without it one is missing', () => {
    const files = { 'main.tf': `${spoke}${peering(idOf('hub', OTHER))}` };
    const back = { [idOf('spoke')]: 'Initiated' };
    const hub = (peers: Record<string, string>) => vnet('hub', '10.0.0.0/16', { subscription: OTHER, peers });
    expect(findingsOf(checked(files, [inventory([hub(back)])]))).toEqual([]);
    expect(findingsOf(checked(files, [inventory([hub({})])]))).toEqual(['one-sided-peering main.tf:11']);
    const { virtualNetworkPeerings: unseen, ...bare } = hub({});
    expect(unseen).toEqual([]);
    const doubted = checked(files, [inventory([bare])]);
    expect(findingsOf(doubted)).toEqual([]);
    expect(doubted.notJudged.map(({ rule }) => rule)).toContain('one-sided-peering');
  });

  test('what runs without the code being involved is not told', () => {
    const others = [
      vnet('x', '10.7.0.0/16', { peers: { [idOf('y')]: 'Connected' } }),
      vnet('y', '10.7.0.0/16', { peers: { [idOf('x')]: 'Initiated' } }),
      vnet('z', '10.8.0.0/16', { peers: { [idOf('x')]: 'Initiated' } }),
    ];
    const report = checked({ 'main.tf': spoke }, [inventory(others)]);
    expect([report.findings, report.notJudged, report.unresolved]).toEqual([[], [], []]);
  });

  test('nor is what runs inside an on-premises range of the rule file', () => {
    const ruleFile = 'ranges:\n  on-premises: [10.7.0.0/16]\n';
    const shown = inventory([vnet('x', '10.7.0.0/24')]);
    expect(findingsOf(checked({ 'main.tf': spoke, 'rules.yml': ruleFile }, [shown]))).toEqual([]);
    const own = `${PROVIDER}${network('x', '10.7.0.0/24')}`;
    expect(findingsOf(checked({ 'main.tf': own, 'rules.yml': ruleFile }, [shown]))).toEqual([
      'overlap main.tf:9',
    ]);
  });

  test('a peering that runs and is not connected joins nothing', () => {
    const far = (state: string) => vnet('far', '10.1.0.0/20', { peers: { [idOf('spoke')]: state } });
    const overlapsWhen = (state: string) =>
      findingsOf(checked({ 'main.tf': spoke }, [inventory([far(state)])]));
    expect(overlapsWhen('Connected')).toEqual(['overlap main.tf:9']);
    expect(overlapsWhen('Initiated')).toEqual([]);
    expect(overlapsWhen('Disconnected')).toEqual([]);
  });

  test('a peering in the code between two networks that run', () => {
    const shown = inventory([vnet('x', '10.7.0.0/16'), vnet('y', '10.7.0.0/16', { subscription: OTHER })]);
    const code = `${PROVIDER}resource "azurerm_virtual_network_peering" "p" {
  name = "p"
  resource_group_name = "rg"
  virtual_network_name = "x"
  remote_virtual_network_id = "${idOf('y', OTHER)}"
}`;
    expect(findingsOf(checked({ 'main.tf': code }, [shown]))).toContain('overlap main.tf:5');
  });

  test('a data source that reads what runs', () => {
    const code = `${spoke}${peering('${data.azurerm_virtual_network.hub.id}')}
provider "azurerm" {
  alias = "hub"
  features {}
  subscription_id = "${OTHER}"
}
data "azurerm_virtual_network" "hub" {
  provider = azurerm.hub
  name = "hub"
  resource_group_name = "rg"
}`;
    const peers = { [idOf('spoke')]: 'Initiated' };
    const hub = vnet('hub', '10.1.0.0/20', { subscription: OTHER, peers });
    expect(findingsOf(checked({ 'main.tf': code }, [inventory([hub])]))).toEqual(['overlap main.tf:9']);
  });

  test('what only runs does not use up what can be told', () => {
    const sites = Array.from({ length: 6000 }, (_, index) => vnet(`n-${index}`, '10.1.0.0/24'));
    const plan = inventory('prefix,name,kind\n10.1.0.0/16,Berlin,on-premises\n', 'plan.csv');
    expect(findingsOf(checked({ 'main.tf': spoke }, [inventory(sites), plan]))).toEqual([
      'overlap main.tf:9',
    ]);
  });

  test('a range in a VRF meets nothing', () => {
    const plan = inventory('prefix,name,kind,vrf\n10.1.0.0/16,Lab,on-premises,lab\n', 'plan.csv');
    expect(findingsOf(checked({ 'main.tf': spoke }, [plan]))).toEqual([]);
  });

  test('the same inventory stands beside base and head: what was there is no news', () => {
    const plan = inventory('prefix,name,kind\n10.1.0.0/16,Berlin,on-premises\n', 'plan.csv');
    const files = { 'main.tf': spoke };
    expect(checked(files, [plan], files).findings.map(({ status }) => status)).toEqual(['existing']);
    expect(checked(files, [plan], { 'main.tf': PROVIDER }).findings.map(({ status }) => status)).toEqual([
      'new',
    ]);
  });

  test('what the code gives up runs until it is gone', () => {
    const shown = inventory([vnet('spoke', '10.1.0.0/16')]);
    const report = checked({ 'main.tf': PROVIDER }, [shown], { 'main.tf': spoke });
    expect(summary(report.model).networks).toEqual([['spoke', '10.1.0.0/16']]);
  });
});

describe('what may be the same', () => {
  const units = {
    'dev/main.tf': network('app', '10.1.0.0/16'),
    'prod/main.tf': network('app', '10.2.0.0/16'),
  };
  const site = inventory('prefix,name,kind\n10.1.0.0/16,Berlin,on-premises\n', 'plan.csv');

  test('dev and prod of one name are not judged against what runs under it', () => {
    const hub = vnet('hub', '10.0.0.0/16', {
      subscription: OTHER,
      peers: { [idOf('app')]: 'Connected', [idOf('third', OTHER)]: 'Connected' },
    });
    const app = vnet('app', '10.1.0.0/16', { peers: { [idOf('hub', OTHER)]: 'Connected' } });
    const shown = inventory([hub, app]);
    const code = (unit: 'dev/main.tf' | 'prod/main.tf') => `${units[unit]}${peering(idOf('hub', OTHER))}`;
    const report = checked({ 'dev/main.tf': code('dev/main.tf'), 'prod/main.tf': code('prod/main.tf') }, [
      shown,
    ]);
    expect(report.model.all('network').map(({ observed }) => observed)).toEqual([
      undefined,
      true,
      true,
      undefined,
    ]);
    expect(findingsOf(report)).not.toContain('overlap dev/main.tf:5');
    expect(report.notJudged.map(({ reason }) => reason.message)).toContainEqual(
      expect.stringContaining('may be app itself'),
    );
    // For others it counts.
    const third = `${PROVIDER}${network('third', '10.1.0.0/20')}${peering(idOf('hub', OTHER))}`;
    expect(findingsOf(checked({ ...units, 'third/main.tf': third }, [shown]))).toContain(
      'overlap third/main.tf:9',
    );
  });

  test('scopes tell them apart', () => {
    const scopes = `scopes:\n  - { path: dev, subscription: ${SUB} }\n  - { path: "prod/**", subscription: ${OTHER} }\n`;
    const shown = [vnet('app', '10.1.0.0/16'), vnet('app', '10.2.0.0/16', { subscription: OTHER })];
    const model = read({ ...units, 'rules.yml': scopes }, inventory(shown));
    expect(model.all('network').map(({ unit, identity }) => [unit, identity?.[0]?.scope[0]])).toEqual([
      ['dev', SUB],
      ['prod', OTHER],
    ]);
    expect(findingsOf(checked({ ...units, 'rules.yml': scopes }, [inventory(shown), site]))).toEqual([
      'overlap dev/main.tf:5',
    ]);
  });

  test('a VPC without a name may be any', () => {
    const code = `resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}
resource "aws_ec2_transit_gateway_vpc_attachment" "a" {
  vpc_id = aws_vpc.a.id
  transit_gateway_id = "tgw-1"
  subnet_ids = []
}`;
    const vpcs = inventory({ Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }] }, 'vpcs.json');
    const attachment = {
      TransitGatewayAttachmentId: 'a',
      TransitGatewayId: 'tgw-1',
      VpcId: 'vpc-1',
      State: 'available',
    };
    const attachments = inventory({ TransitGatewayVpcAttachments: [attachment] }, 'tgw.json');
    expect(findingsOf(checked({ 'main.tf': code }, [vpcs, attachments]))).toEqual([]);
    const named = code.replace('16"\n', '16"\n  tags = { Name = "new" }\n');
    expect(findingsOf(checked({ 'main.tf': named }, [vpcs, attachments]))).toEqual(['overlap main.tf:2']);
  });
});

describe('a network that is renumbered while nothing tells where it is deployed', () => {
  const code = (range: string) => `${network('app', range, 'app')}${network('hub', '10.0.0.0/16', 'hub')}
resource "azurerm_virtual_network_peering" "up" {
  name                      = "up"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.app.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}
`;
  const running = [
    vnet('hub', '10.0.0.0/16', { peers: { [idOf('app')]: 'Connected' } }),
    vnet('app', '10.1.0.0/16', { peers: { [idOf('hub')]: 'Connected' } }),
  ];

  test.each([
    ['as it runs', '10.1.0.0/16'],
    ['elsewhere', '10.77.0.0/16'],
  ])('%s: the way back that runs is not called missing', (_, range) => {
    const report = checked({ 'main.tf': code(range) }, [inventory(running)]);
    expect(findingsOf(report)).toEqual([]);
  });

  test('its old range is not held against others', () => {
    const other = `${network('other', '10.1.0.0/20', 'other')}
resource "azurerm_virtual_network_peering" "other" {
  name                      = "other"
  resource_group_name       = "rg"
  virtual_network_name      = azurerm_virtual_network.other.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
}
`;
    const report = checked({ 'main.tf': code('10.77.0.0/16') + other }, [inventory(running)]);
    expect(findingsOf(report).filter((finding) => finding.startsWith('overlap'))).toEqual([]);
  });
});
