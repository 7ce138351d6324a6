/**
 * The module `terraform-aws-modules/eks/aws`: a cluster with managed node groups.
 * Source: variables.tf of github.com/terraform-aws-modules/terraform-aws-eks, 21, and its upgrade guide from 20.
 */
import { clusterDraft, clusterKey, nodeGroupDraft } from '../aws/eks.ts';
import type { Binding, BindingOutput } from '../binding.ts';
import { headOf, placeOf, placeOfElement } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, firstAttribute, knownText } from '../read-attributes.ts';
import { mapFact } from '../../values/fact.ts';
import { booleanFact, reasonOf, stringFact, undecidedFact, unresolvedList } from '../read-facts.ts';
import { prefixList } from '../read-prefixes.ts';
import { targetOfInstance } from '../read-targets.ts';

const GROUPS = 'eks_managed_node_groups';

export const eksModule: Binding = {
  dialect: 'terraform',
  mode: 'module',
  types: ['terraform-aws-modules/eks/aws'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, address } = resource;
    // Up to 20 most names begin with `cluster_`.
    const read = (name: string) => firstAttribute(attributes, name, `cluster_${name}`);
    const name = read('name');
    const text = knownText(name);
    const services = read('service_ipv4_cidr');
    const isPublic = booleanFact(context, read('endpoint_public_access'), range);
    const cluster = clusterDraft(
      headOf(placeOf(resource), name, text === undefined ? [] : [clusterKey(resource, text)]),
      {
        networkMode: undecidedFact(
          'how pods get addresses depends on the network add-on',
          range,
          'environment',
        ),
        serviceCidrs:
          services === undefined
            ? unresolvedList(undecidedFact('EKS takes 10.100.0.0/16 or 172.20.0.0/16', range))
            : prefixList(context, services),
        privateApi:
          isPublic.state === 'absent'
            ? undecidedFact('the release of the module decides who reaches the API', range)
            : mapFact(isPublic, (open) => !open),
        version: stringFact(
          context,
          firstAttribute(attributes, 'kubernetes_version', 'cluster_version'),
          range,
        ),
      },
    );
    const groups = attribute(attributes, GROUPS);
    if (groups?.kind === 'unknown') {
      return [cluster, gapOf(resource, GROUPS, reasonOf(groups), groups.origin.range)];
    }
    if (groups?.kind !== 'map') return [cluster];
    const pools = [...groups.entries.keys()].map((key): BindingOutput => {
      const group = attribute(groups, key);
      if (group?.kind === 'unknown') return gapOf(resource, GROUPS, reasonOf(group), group.origin.range);
      if (group?.kind !== 'map') {
        return gapOf(resource, GROUPS, { code: 'failed', message: 'a node group is an object', range });
      }
      const head = headOf(
        placeOfElement(placeOf(resource), group, GROUPS, key),
        attribute(group, 'name'),
        [],
      );
      return nodeGroupDraft(context, head, {
        cluster: targetOfInstance(unit, address, head.range),
        scaling: group,
        path: [],
        names: { count: 'desired_size', min: 'min_size', max: 'max_size' },
        subnets: attribute(group, 'subnet_ids') ?? attribute(attributes, 'subnet_ids'),
      });
    });
    return [cluster, ...pools];
  },
  outputs: (_resource, [output]) =>
    output === 'cluster_id' || output === 'cluster_name' || output === 'cluster_arn' ? [] : undefined,
};
