/** Azure API shape: network security groups and their rules. */
import { securityGroupDraft, securityRuleDraft } from '../azure/security-drafts.ts';
import { targetList } from '../traffic.ts';
import { armHead, property, refTarget, type ArmBinding } from './arm-object.ts';
import { bindElements } from './inner-objects.ts';

export const securityGroup: ArmBinding = (arm, context) => [
  securityGroupDraft(armHead(arm)),
  ...bindElements(context, arm, 'securityRules', 'securityrules', securityRule),
];

export const securityRule: ArmBinding = (arm, context) => {
  const read = (name: string) => property(arm.body, name);
  const end = (name: 'source' | 'destination') => ({
    places: [read(`${name}AddressPrefix`), read(`${name}AddressPrefixes`)],
    groups: targetList(read(`${name}ApplicationSecurityGroups`), (group) => refTarget(context, group, arm)),
  });
  return [
    securityRuleDraft(
      context,
      { ...armHead(arm), keys: [] },
      {
        group: arm.parent,
        direction: read('direction'),
        access: read('access'),
        priority: read('priority'),
        protocol: read('protocol'),
        source: end('source'),
        destination: end('destination'),
        sourcePorts: [read('sourcePortRange'), read('sourcePortRanges')],
        destinationPorts: [read('destinationPortRange'), read('destinationPortRanges')],
      },
    ),
  ];
};
