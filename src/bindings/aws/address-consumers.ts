/** AWS: what takes addresses of subnets. A number is given only where the code fixes it. */
import { addressConsumerDraft } from '../address-consumer.ts';
import type { Binding } from '../binding.ts';
import { placeBeside } from '../entity-head.ts';
import { attributeAt, memberOf } from '../read-attributes.ts';
import { impliedFact, undecidedFact } from '../read-facts.ts';
import { awsHead, awsTarget } from './aws-identity.ts';

interface Consumer {
  readonly what: string;
  /** The way to the attribute with a subnet's id, or a list of them. */
  readonly path: readonly string[];
  /** True when it takes exactly one address of every subnet. */
  readonly one: boolean;
}

const CONSUMERS: ReadonlyMap<string, Consumer> = new Map([
  ['aws_instance', { what: 'instance', path: ['subnet_id'], one: true }],
  ['aws_efs_mount_target', { what: 'file system mount target', path: ['subnet_id'], one: true }],
  ['aws_network_interface', { what: 'network interface', path: ['subnet_id'], one: false }],
  ['aws_lb', { what: 'load balancer', path: ['subnets'], one: false }],
  ['aws_vpc_endpoint', { what: 'interface endpoint', path: ['subnet_ids'], one: true }],
  ['aws_lambda_function', { what: 'function', path: ['vpc_config', 'subnet_ids'], one: false }],
  ['aws_eks_fargate_profile', { what: 'Fargate pods', path: ['subnet_ids'], one: false }],
]);

export const addressConsumers: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: [...CONSUMERS.keys()],
  bind(resource, context) {
    const row = CONSUMERS.get(resource.type);
    const value = row === undefined ? undefined : attributeAt(resource.attributes, ...row.path);
    if (row === undefined || value === undefined) return [];
    const { range } = resource;
    const addresses = row.one
      ? impliedFact(1, range)
      : undecidedFact('how many addresses it takes depends on how it runs', range);
    const ids = value.kind === 'list' ? value.items.map((item) => memberOf(value, item)) : [value];
    const head = awsHead(resource);
    return ids.map((id, index) => {
      const step = value.kind === 'list' ? [...row.path, index] : row.path;
      const place = { ...head, ...placeBeside(head, ...step), keys: [] };
      return addressConsumerDraft(place, awsTarget(context, id, range), row.what, addresses);
    });
  },
};
