/** azurerm: network security groups, their rules, and the subnets that they are put on. */
import type { Target } from '../../model/draft.ts';
import type { MapValue } from '../../values/value.ts';
import { idTarget } from '../azure/id-values.ts';
import { groupAssociationDraft, securityGroupDraft, securityRuleDraft } from '../azure/security-drafts.ts';
import type { Binding, BindingContext, BindingOutput, DraftOf } from '../binding.ts';
import { headOf, placeOf, placeOfBlock, type EntityHead } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks } from '../read-attributes.ts';
import { reasonOf } from '../read-facts.ts';
import { targetOfInstance } from '../read-targets.ts';
import { targetList } from '../traffic.ts';
import { azurermHead, namedTarget } from './identity.ts';

export const securityGroup: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_network_security_group'],
  bind(resource, context): readonly BindingOutput[] {
    const { unit, address } = resource;
    const rules = blocks(resource.attributes, 'security_rule');
    return [
      securityGroupDraft(azurermHead(resource)),
      ...rules.known.map((block) => {
        const head = headOf(placeOfBlock(placeOf(resource), block), attribute(block.map, 'name'), []);
        const group = targetOfInstance(unit, address, block.map.origin.range);
        return ruleOf(context, head, block.map, group);
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
    return [ruleOf(context, azurermHead(resource), resource.attributes, group)];
  },
};

function ruleOf(
  context: BindingContext,
  head: EntityHead,
  map: MapValue,
  group: Target,
): DraftOf<'security-rule'> {
  const read = (name: string) => attribute(map, name);
  const end = (name: 'source' | 'destination') => ({
    places: [read(`${name}_address_prefix`), read(`${name}_address_prefixes`)],
    groups: targetList(read(`${name}_application_security_group_ids`), (id) =>
      idTarget(context, id, head.range),
    ),
  });
  return securityRuleDraft(context, head, {
    group,
    direction: read('direction'),
    access: read('access'),
    priority: read('priority'),
    protocol: read('protocol'),
    source: end('source'),
    destination: end('destination'),
    sourcePorts: [read('source_port_range'), read('source_port_ranges')],
    destinationPorts: [read('destination_port_range'), read('destination_port_ranges')],
  });
}

export const securityGroupAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_subnet_network_security_group_association'],
  bind(resource, context) {
    const { attributes, range } = resource;
    const group = idTarget(context, attribute(attributes, 'network_security_group_id'), range);
    const subnet = idTarget(context, attribute(attributes, 'subnet_id'), range);
    return [groupAssociationDraft(azurermHead(resource), group, subnet)];
  },
};
