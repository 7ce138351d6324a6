/** Finds the records of an export and tells what they are, by what is in them. */
import type { JsonNode, JsonString } from '../json/parse-json.ts';
import { membersOf, objectsOf, textOf, type Members } from './members.ts';
import { readInnerJson } from './read-document.ts';

/** What a record is. */
export type Shape =
  | 'azure'
  | 'azure-ipam-block'
  | 'aws-vpc'
  | 'aws-subnet'
  | 'aws-peering'
  | 'aws-route-table'
  | 'aws-transit-attachment'
  | 'aws-cluster'
  | 'aws-zone'
  | 'aws-allocation'
  | 'gcp-network'
  | 'gcp-subnetwork'
  | 'gcp-cluster'
  | 'range'
  | 'model';

/** One record of an export. */
export interface InventoryRecord {
  readonly shape: Shape;
  readonly members: Members;
  /** The object, or the text of a list of prefixes. */
  readonly node: JsonNode;
}

/** What a document holds. */
export interface FoundRecords {
  readonly records: readonly InventoryRecord[];
  /** Objects of which it is not known what they are; the first of them tells where. */
  readonly strangers: number;
  readonly firstStranger: JsonNode | undefined;
}

/** Members that hold the records of an export, when the object around them is none itself. */
const LISTS: readonly string[] = [
  'data',
  'value',
  'results',
  'items',
  'vpcs',
  'subnets',
  'vpcpeeringconnections',
  'routetables',
  'transitgatewayvpcattachments',
  'transitgatewayattachments',
  'cluster',
  'clusters',
  'hostedzonesummaries',
  'ipampoolallocations',
  'blocks',
  'spaces',
  'prefixes',
  'ranges',
  'networks',
];

/** An inventory may have this many records, with all that is listed in them. */
export const MAX_ENTRIES = 500_000;

/** Lists in lists are followed no deeper than this. */
const MAX_DEPTH = 8;

/** The records of a document, in their order. */
export function findRecords(root: JsonNode): FoundRecords {
  const records: InventoryRecord[] = [];
  let strangers = 0;
  let firstStranger: JsonNode | undefined;
  const visit = (node: JsonNode, depth: number): void => {
    if (records.length > MAX_ENTRIES) return;
    if (node.kind === 'array' && depth < MAX_DEPTH) {
      for (const item of node.items) visit(item, depth + 1);
      return;
    }
    if (isPrefixText(node)) {
      records.push({ shape: 'range', members: new Map([['prefix', node]]), node });
      return;
    }
    if (node.kind === 'null') return;
    const members = membersOf(node);
    const shape = shapeOf(members);
    if (shape !== undefined) {
      records.push({ shape, members: shape === 'azure' ? withInnerJson(members) : members, node });
      return;
    }
    const lists = depth < MAX_DEPTH ? LISTS.flatMap((name) => members.get(name) ?? []) : [];
    const inner = lists.filter(({ kind }) => kind === 'array' || kind === 'object');
    for (const list of inner) visit(list, depth + 1);
    if (inner.length > 0) return;
    strangers++;
    firstStranger ??= node;
  };
  visit(root, 0);
  return { records, strangers, firstStranger };
}

function isPrefixText(node: JsonNode): node is JsonString {
  return node.kind === 'string' && /^[\da-fA-F.:]{2,45}\/\d{1,3}$/.test(node.value);
}

/** Portals export nested objects as text in the cells of a table. */
function withInnerJson(members: Members): Members {
  return new Map([...members].map(([key, node]) => [key, readInnerJson(node) ?? node]));
}

/** Every shape with what a record needs to be of it; the first that fits counts. */
const TESTS: readonly (readonly [Shape, (members: Members) => boolean])[] = [
  ['model', (members) => members.has('schemaversion') && members.get('networks')?.kind === 'array'],
  ['azure', (members) => AZURE_ID.test(textOf(members.get('id')) ?? '')],
  ['azure-ipam-block', (members) => members.has('cidr') && members.get('vnets')?.kind === 'array'],
  ['aws-peering', (members) => has(members, 'vpcpeeringconnectionid', 'requestervpcinfo')],
  ['aws-transit-attachment', (members) => isTransitAttachment(members)],
  ['aws-route-table', (members) => has(members, 'routetableid', 'routes')],
  ['aws-subnet', (members) => has(members, 'subnetid', 'vpcid', 'cidrblock')],
  [
    'aws-vpc',
    (members) => has(members, 'vpcid', 'cidrblock') || has(members, 'vpcid', 'cidrblockassociationset'),
  ],
  ['aws-cluster', (members) => has(members, 'name', 'resourcesvpcconfig')],
  ['aws-zone', (members) => members.has('hostedzone') || has(members, 'hostedzoneid', 'name')],
  [
    'aws-allocation',
    (members) =>
      members.has('cidr') &&
      (members.has('ipampoolallocationid') || has(members, 'resourceid', 'resourcetype')),
  ],
  ['gcp-subnetwork', (members) => has(members, 'name', 'network', 'ipcidrrange')],
  [
    'gcp-cluster',
    (members) =>
      has(members, 'name', 'network') && (members.has('nodepools') || members.has('clusteripv4cidr')),
  ],
  [
    'gcp-network',
    (members) =>
      members.has('name') &&
      (isNetworkLink(members) ||
        members.has('autocreatesubnetworks') ||
        objectsOf(members.get('peerings')).length > 0),
  ],
  ['range', (members) => members.has('prefix') || members.has('cidr')],
];

const AZURE_ID = /^\/subscriptions\/[^/]{1,100}\/.{0,1000}\/?providers\//i;

function shapeOf(members: Members): Shape | undefined {
  if (members.size === 0) return undefined;
  return TESTS.find(([, test]) => test(members))?.[0];
}

function has(members: Members, ...names: readonly string[]): boolean {
  return names.every((name) => members.has(name));
}

function isTransitAttachment(members: Members): boolean {
  return (
    has(members, 'transitgatewayid', 'vpcid') ||
    (has(members, 'transitgatewayid', 'resourceid') && textOf(members.get('resourcetype')) === 'vpc')
  );
}

function isNetworkLink(members: Members): boolean {
  return /\/global\/networks\/[^/]{1,100}$/.test(textOf(members.get('selflink')) ?? '');
}
