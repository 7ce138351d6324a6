/** azurerm: network security groups, their rules, and the subnets that they are put on. */
import type { Target } from '../../model/draft.ts';
import type { TrafficEnd } from '../../model/entities.ts';
import type { MapValue } from '../../values/value.ts';
import { idTarget } from '../azure/id-values.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks } from '../read-attributes.ts';
import { countFact, EMPTY_LIST, reasonOf } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';
import { portList, protocolFact, targetList, trafficEnd, wordFact } from '../traffic.ts';
import { azurermHead, namedTarget } from './identity.ts';

const DIRECTIONS = new Map([
  ['inbound', 'in'],
  ['outbound', 'out'],
] as const);
const ACCESSES = new Map([
  ['allow', 'allow'],
  ['deny', 'deny'],
] as const);

export const securityGroup: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_network_security_group'],
  bind(resource, context): readonly BindingOutput[] {
    const { unit, address, range } = resource;
    const rules = blocks(resource.attributes, 'security_rule');
    return [
      {
        ...azurermHead(resource),
        kind: 'security-group',
        cloud: 'azure',
        network: { state: 'absent', range },
      },
      ...rules.known.map((block) => {
        const head = headOf(placeOfBlock(placeOf(resource), block), attribute(block.map, 'name'), []);
        const group = targetOfInstance(unit, address, block.map.origin.range);
        return ruleDraft(context, head, block.map, group);
      }),
      ...rules.unknown.map((value) => gapOf(resource, 'security_rule', reasonOf(value), value.origin.range)),
    ];
  },
};

export const securityRule: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_network_security_rule'],
  bind(resource, context) {
    const group = namedTarget(
      context,
      resource,
      'network_security_group_name',
      'Microsoft.Network/networkSecurityGroups',
    );
    return [ruleDraft(context, azurermHead(resource), resource.attributes, group)];
  },
};

function ruleDraft(
  context: BindingContext,
  head: EntityHead,
  map: MapValue,
  group: Target,
): DraftOf<'security-rule'> {
  const { range } = head;
  const read = (name: string) => attribute(map, name);
  return {
    ...head,
    kind: 'security-rule',
    group,
    network: { state: 'absent', range },
    direction: wordFact(context, read('direction'), range, DIRECTIONS),
    access: wordFact(context, read('access'), range, ACCESSES),
    priority: countFact(context, read('priority'), range),
    protocol: protocolFact(context, read('protocol'), range),
    source: endOf(context, head, map, 'source'),
    destination: endOf(context, head, map, 'destination'),
    sourcePorts: portList(context, read('source_port_range'), read('source_port_ranges')),
    ports: portList(context, read('destination_port_range'), read('destination_port_ranges')),
    machines: EMPTY_LIST,
  };
}

function endOf(
  context: BindingContext,
  { range }: EntityHead,
  map: MapValue,
  end: 'source' | 'destination',
): TrafficEnd<Target> {
  const places = [attribute(map, `${end}_address_prefix`), attribute(map, `${end}_address_prefixes`)];
  const groups = targetList(attribute(map, `${end}_application_security_group_ids`), (id) =>
    idTarget(context, id, range),
  );
  return trafficEnd(context, places, groups);
}

export const securityGroupAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_subnet_network_security_group_association'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return [
      {
        ...azurermHead(resource),
        kind: 'security-group-association',
        group: idTarget(context, attribute(attributes, 'network_security_group_id'), range),
        subnet: idTarget(context, attribute(attributes, 'subnet_id'), range),
      },
    ];
  },
};
