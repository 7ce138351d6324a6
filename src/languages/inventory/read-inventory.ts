/** Reads inventories: exports of what runs already, to one unit a file with a resource for each record. */
import { jsonNodeValue } from '../json/json-value.ts';
import type { JsonNode } from '../json/parse-json.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf, startOfFile, formatPlace } from '../../text/range.ts';
import type { SourceFile, Span } from '../../text/source-file.ts';
import { literalOrigin } from '../../values/origin.ts';
import type { Value } from '../../values/value.ts';
import type { Resource, Unit } from '../unit.ts';
import { findRecords, MAX_ENTRIES, type InventoryRecord, type Shape } from './find-records.ts';
import { membersOf, objectsOf, textOf, type Members } from './members.ts';
import { isReadModel, modelRecords } from './model-records.ts';
import { readDocument } from './read-document.ts';

/** Inventories of more bytes than this are not read: 64 MiB. */
export const MAX_INVENTORY_BYTES = 64 * 1024 * 1024;

/** What a file shows. */
export interface Inventory {
  readonly unit: Unit;
  readonly diagnostics: readonly Diagnostic[];
}

/** An inventory, or a sentence that says what is wrong with the file. */
export type ReadInventory =
  | { readonly inventory: Inventory; readonly problem?: undefined }
  | { readonly inventory?: undefined; readonly problem: string };

/** The shapes that are known, for people. */
const KNOWN_SHAPES =
  'Known are: JSON of az (network vnet, subnet, peering, private-dns, private-endpoint, aks, graph query), of aws (ec2 describe-vpcs, -subnets, -vpc-peering-connections, -route-tables, -transit-gateway-vpc-attachments, eks describe-cluster, route53 get-hosted-zone, get-ipam-pool-allocations), of gcloud (compute networks, subnets, peerings, container clusters), of NetBox, of Azure IPAM, of cidrlint model, and CSV or YAML lists with a column "prefix".';

/** Reads one file. The unit is called after it. Never throws. */
export function readInventory(file: SourceFile): ReadInventory {
  const { root, problem } = readDocument(file);
  if (problem !== undefined) {
    const place = problem.diagnostic === undefined ? file.path : formatPlace(problem.diagnostic.range);
    return { problem: `${place}: ${problem.message}` };
  }
  const { records, strangers, firstStranger } = findRecords(root);
  if (records.length === 0 && !isEmptyExport(root)) {
    return { problem: `${file.path}: It is not known what this inventory is. ${KNOWN_SHAPES}` };
  }
  const foreign = records.find(({ shape, members }) => shape === 'model' && !isReadModel(members));
  if (foreign !== undefined) {
    const reason =
      'This model has another schemaVersion than 1. Write it with a cidrlint that fits this one.';
    return { problem: `${file.path}: ${reason}` };
  }
  const writer = new ResourceWriter(file);
  for (const record of records) writer.add(record);
  if (records.length > MAX_ENTRIES || writer.entries > MAX_ENTRIES) {
    return {
      problem: `${file.path}: This inventory has more than ${MAX_ENTRIES} entries. Export less at once.`,
    };
  }
  const diagnostics: Diagnostic[] = [];
  if (strangers > 0) {
    const range =
      firstStranger === undefined
        ? startOfFile(file)
        : rangeOf(file, { start: firstStranger.start, end: firstStranger.start });
    const what = strangers === 1 ? 'One entry' : `${strangers} entries`;
    const message = `${what} of this inventory cannot be read: it is not known what they are. The first stands here.`;
    diagnostics.push({ severity: 'warning', code: 'inventory-unread', message, range });
  }
  const { unit, resources } = writer;
  return { inventory: { unit: { id: unit, dialect: 'inventory', resources }, diagnostics } };
}

/** An export of nothing: `[]`, or an object with nothing but empty lists, counts and marks. */
function isEmptyExport(root: JsonNode): boolean {
  if (root.kind === 'array') return root.items.length === 0;
  const lists = [...membersOf(root).values()].filter(({ kind }) => kind === 'array');
  return lists.length > 0 && lists.every((list) => list.kind === 'array' && list.items.length === 0);
}

/** Large parts of exports that say nothing about addresses. */
const DROPPED: ReadonlySet<string> = new Set([
  'ipconfigurations',
  'ipconfigurationprofiles',
  'privateendpoints',
  'networkinterfaces',
  'resourcenavigationlinks',
  'serviceassociationlinks',
  'tags',
]);

/** What counts of a range: address plans keep a lot beside, for a hundred thousand of them. */
const RANGE_MEMBERS: ReadonlySet<string> = new Set([
  'prefix',
  'cidr',
  'name',
  'description',
  'desc',
  'owner',
  'kind',
  'status',
  'vrf',
]);

function isWanted(type: string, key: string, value: JsonNode): boolean {
  if (type === 'range') return RANGE_MEMBERS.has(key);
  // AWS has the names of things in its list of tags.
  return !DROPPED.has(key) || (key === 'tags' && value.kind === 'array');
}

/** Azure's namespaces whose resources can be part of the model. */
const AZURE_TYPES = /^microsoft\.(?:network|containerservice)\//;

class ResourceWriter {
  readonly unit: string;
  readonly resources: Resource[] = [];
  /** How many records there are, with the objects in their lists. Beyond the bound nothing more is written. */
  entries = 0;
  readonly #file: SourceFile;
  readonly #addresses = new Map<string, number>();

  constructor(file: SourceFile) {
    this.#file = file;
    this.unit = `inventory:${file.path}`;
  }

  add({ shape, members, node }: InventoryRecord): void {
    switch (shape) {
      case 'azure':
        this.#addAzure(members, node);
        return;
      case 'azure-ipam-block':
        this.#addIpamBlock(members);
        return;
      case 'model':
        for (const { section, entity } of modelRecords(members)) {
          const inner = membersOf(entity);
          this.#write(
            `model/${section}`,
            textOf(inner.get('id')) ?? section,
            entity,
            inner,
            inner.get('name'),
          );
        }
        return;
      default:
        this.#write(shape, addressOf(shape, members), node, members, placeNode(members));
    }
  }

  #addAzure(members: Members, node: JsonNode): void {
    const id = textOf(members.get('id')) ?? '';
    const type = azureType(id);
    if (AZURE_TYPES.test(type)) this.#write(type, id, node, members, members.get('id'));
  }

  /** The networks of a block; what lies outside of Azure and what is reserved become ranges. */
  #addIpamBlock(members: Members): void {
    for (const vnet of objectsOf(members.get('vnets'))) {
      const inner = membersOf(vnet);
      const id = textOf(inner.get('id'));
      if (id !== undefined) this.#write('azure-ipam-network', id, vnet, inner, inner.get('id'));
    }
    for (const name of ['externals', 'resv']) {
      for (const entry of objectsOf(members.get(name))) {
        const inner = membersOf(entry);
        if (/^(?:cancelled|fulfilled|err)/i.test(textOf(inner.get('status')) ?? '')) continue;
        this.#write('range', addressOf('range', inner), entry, inner, inner.get('cidr'));
      }
    }
  }

  #write(type: string, address: string, node: JsonNode, members: Members, at: Span | undefined): void {
    if (++this.entries > MAX_ENTRIES) return;
    const range = rangeOf(this.#file, at ?? { start: node.start, end: node.start + 1 });
    const origin = literalOrigin(range);
    const entries = new Map<string, Value>();
    const placeOf = (span: Span) => rangeOf(this.#file, span);
    for (const [key, value] of members) {
      if (isWanted(type, key, value)) entries.set(key, jsonNodeValue(this.#pruned(value), { placeOf }));
    }
    this.resources.push({
      dialect: 'inventory',
      mode: 'managed',
      type,
      name: address,
      address: this.#unused(address),
      unit: this.unit,
      attributes: { kind: 'map', type: 'object', entries, origin },
      range,
    });
  }

  #pruned(node: JsonNode): JsonNode {
    if (node.kind === 'array') {
      this.entries += node.items.length;
      const items = this.entries > MAX_ENTRIES ? [] : node.items.map((item) => this.#pruned(item));
      return { ...node, items };
    }
    if (node.kind !== 'object') return node;
    const members = node.members.filter(
      ({ key, value }) => !DROPPED.has(key.value.toLowerCase()) && value.kind !== 'null',
    );
    return { ...node, members: members.map((member) => ({ ...member, value: this.#pruned(member.value) })) };
  }

  #unused(address: string): string {
    const count = (this.#addresses.get(address) ?? 0) + 1;
    this.#addresses.set(address, count);
    return count === 1 ? address : `${address}#${count}`;
  }
}

/** Provider and types in lower case, of an id such as `…/providers/Microsoft.Network/virtualNetworks/hub`. */
function azureType(id: string): string {
  const segments = id.toLowerCase().split('/');
  const at = segments.lastIndexOf('providers');
  const steps = segments.slice(at + 2).filter((_, index) => index % 2 === 0);
  return [segments[at + 1] ?? '', ...steps].join('/');
}

/** What names a record in its unit. */
const NAMES: Readonly<Record<Exclude<Shape, 'azure' | 'azure-ipam-block' | 'model'>, readonly string[]>> = {
  'aws-vpc': ['vpcid'],
  'aws-subnet': ['subnetid'],
  'aws-peering': ['vpcpeeringconnectionid'],
  'aws-route-table': ['routetableid'],
  'aws-transit-attachment': ['transitgatewayattachmentid'],
  'aws-cluster': ['arn', 'name'],
  'aws-zone': ['hostedzoneid', 'hostedzone'],
  'aws-allocation': ['cidr'],
  'gcp-network': ['selflink', 'name'],
  'gcp-subnetwork': ['selflink', 'name'],
  'gcp-cluster': ['selflink', 'name'],
  range: ['prefix', 'cidr'],
};

function placeNode(members: Members): JsonNode | undefined {
  const found = ['prefix', 'cidr', 'name', 'vpcid', 'subnetid'].map((name) => members.get(name));
  return found.find((node) => node?.kind === 'string');
}

function addressOf(shape: keyof typeof NAMES, members: Members): string {
  for (const name of NAMES[shape]) {
    const node = members.get(name);
    const text = textOf(node) ?? textOf(membersOf(node).get('id'));
    if (text !== undefined) return shape === 'range' ? `${text}${vrfOf(members)}` : text;
  }
  return shape;
}

function vrfOf(members: Members): string {
  const vrf = members.get('vrf');
  const inner = membersOf(vrf);
  const name = textOf(vrf) ?? textOf(inner.get('name')) ?? textOf(inner.get('id'));
  return name === undefined ? '' : ` in ${name}`;
}
