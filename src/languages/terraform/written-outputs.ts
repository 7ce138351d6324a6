/**
 * Outputs of public modules that only repeat what a call writes: known although the module's code was not read.
 * Sources: outputs.tf, main.tf and variables.tf of github.com/terraform-aws-modules/terraform-aws-vpc, 6.6,
 * github.com/Azure/terraform-azurerm-vnet, -network and -subnets, github.com/terraform-google-modules/terraform-google-network,
 * 18.1.
 */
import type { Range } from '../../text/range.ts';
import type { Origin } from '../../values/origin.ts';
import { listValue, readThrough, stringValue, type Reference, type Value } from '../../values/value.ts';
import { extendReference } from '../hcl/map-member.ts';
import type { Cell } from './demand.ts';
import type { Instance } from './module.ts';

interface WrittenOutput {
  readonly argument: string;
  /** What the module takes where the call does not write it. */
  readonly fallback?: string | readonly string[];
  /** Arguments that must be left out, or say this, for the output to be so. */
  readonly unless?: Readonly<Record<string, boolean>>;
  /** What the output makes of the argument; undefined when it is something else. */
  readonly take?: (value: Value) => Value | undefined;
}

type Outputs = Readonly<Record<string, WrittenOutput>>;

const MADE = { create_vpc: true };

const SUBNET_USES = ['private', 'public', 'database', 'intra', 'elasticache', 'redshift', 'outpost'];

/** The module gives out the ranges of subnets in the order of the argument, which has one for each of them. */
const VPC_SUBNETS: Outputs = Object.fromEntries(
  SUBNET_USES.map((use) => [
    `${use}_subnets_cidr_blocks`,
    { argument: `${use}_subnets`, unless: { ...MADE, one_nat_gateway_per_az: false }, take: withoutEmpty },
  ]),
);

const OUTPUTS: ReadonlyMap<string, Outputs> = new Map<string, Outputs>([
  [
    'terraform-aws-modules/vpc/aws',
    {
      ...VPC_SUBNETS,
      vpc_cidr_block: {
        argument: 'cidr',
        fallback: '10.0.0.0/16',
        unless: { ...MADE, use_ipam_pool: false },
      },
      vpc_secondary_cidr_blocks: { argument: 'secondary_cidr_blocks', unless: MADE, take: withoutEmpty },
      azs: { argument: 'azs' },
      name: { argument: 'name' },
    },
  ],
  ['azure/vnet/azurerm', { vnet_address_space: { argument: 'address_space', fallback: ['10.0.0.0/16'] } }],
  ['azure/network/azurerm', { vnet_address_space: { argument: 'address_spaces', take: withoutEmpty } }],
  ['azure/subnets/azurerm', { vnet_address_space: { argument: 'virtual_network_address_space' } }],
  [
    'terraform-google-modules/network/google',
    {
      subnets_ips: { argument: 'subnets', take: ofSubnets('subnet_ip') },
      subnets_names: { argument: 'subnets', take: ofSubnets('subnet_name') },
    },
  ],
]);

/** An empty list can stand for something else, and elements that are empty are left out. */
function withoutEmpty(value: Value): Value | undefined {
  if (value.kind !== 'list') return value;
  const isEmpty = (item: Value) => item.kind === 'null' || (item.kind === 'string' && item.value === '');
  return value.items.length === 0 || value.items.some(isEmpty) ? undefined : value;
}

/** One thing of every subnetwork, in the order of their keys: region and name. */
function ofSubnets(name: string): (value: Value) => Value | undefined {
  return (subnets) => {
    if (subnets.kind !== 'list') return subnets;
    const found = new Map<string, Value>();
    for (const subnet of subnets.items) {
      const [region, own, value] = ['subnet_region', 'subnet_name', name].map((step) =>
        subnet.kind === 'map' ? subnet.entries.get(step) : undefined,
      );
      if (region?.kind !== 'string' || own?.kind !== 'string' || value === undefined) return undefined;
      found.set(`${region.value}/${own.value}`, value);
    }
    const items = [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
    const { range } = subnets.origin;
    return listValue(items, { range, kind: 'expression', from: [subnets.origin] });
  };
}

/** Repositories of public modules say the same as their addresses in the registry. */
function outputsOf(source: string): Outputs | undefined {
  const name = source.toLowerCase();
  const [, namespace, provider, module] =
    /^github\.com\/([\w-]{1,100})\/terraform-([a-z0-9]{1,50})-([\w-]{1,100})$/.exec(name) ?? [];
  return OUTPUTS.get(namespace === undefined ? name : `${namespace}/${module}/${provider}`);
}

function writtenOutput({ declaration }: Instance, name: string): WrittenOutput | undefined {
  if (declaration.mode !== 'module' || declaration.keyword === 'component') return undefined;
  const outputs = outputsOf(declaration.type);
  return outputs !== undefined && Object.hasOwn(outputs, name) ? outputs[name] : undefined;
}

/** What an output of an unread module asks for. */
export function neededForOutput(instance: Instance, name: string): Cell<Value> | undefined {
  const written = writtenOutput(instance, name);
  return written && instance.attribute(written.argument);
}

/** The value of an output that only repeats what the call writes; undefined for any other. */
export function writtenOutputValue(instance: Instance, name: string, place: Range): Value | undefined {
  const written = writtenOutput(instance, name);
  if (written === undefined) return undefined;
  const { argument, fallback, unless = {}, take = (value: Value) => value } = written;
  const read = (step: string): Value | undefined => {
    const cell = instance.attribute(step);
    const value = cell && instance.module.unit.demand.value(cell, place);
    return value?.kind === 'null' ? undefined : value;
  };
  const isSo = Object.entries(unless).every(([step, wanted]) => {
    const value = read(step);
    return value === undefined || (value.kind === 'bool' && value.value === wanted);
  });
  if (!isSo) return undefined;
  const value = read(argument) ?? defaultValue(fallback, instance.declaration.range);
  const taken = value && take(value);
  if (taken === undefined) return undefined;
  return standingFor(readThrough(taken, place), extendReference(instance.reference, name));
}

/** The value, and each element of a list, stands for its place in the output. */
function standingFor(value: Value, reference: Reference): Value {
  if (value.kind !== 'list') return { ...value, reference };
  const items = value.items.map((item, index) => ({ ...item, reference: extendReference(reference, index) }));
  return { ...value, items, reference };
}

function defaultValue(fallback: WrittenOutput['fallback'], range: Range): Value | undefined {
  const origin: Origin = { range, kind: 'default', from: [] };
  if (fallback === undefined) return undefined;
  if (typeof fallback === 'string') return stringValue(fallback, origin);
  const items = fallback.map((text) => stringValue(text, origin));
  return listValue(items, origin);
}
