/** Azure API shape: route tables, routes, NAT gateways. */
import { gatewayDraft } from '../azure/gateway-drafts.ts';
import { nextHopFact, propagationUnless, routeDraft, routeTableDraft } from '../azure/routing-drafts.ts';
import { armHead, property, type ArmBinding } from './arm-object.ts';
import { bindElements } from './inner-objects.ts';

export const routeTable: ArmBinding = (arm, context) => {
  const head = armHead(arm);
  const disabled = property(arm.body, 'disableBgpRoutePropagation');
  return [
    routeTableDraft(head, propagationUnless(context, disabled, head)),
    ...bindElements(context, arm, 'routes', 'routes', route),
  ];
};

export const route: ArmBinding = (arm, context) => {
  const head = { ...armHead(arm), keys: [] };
  return [
    routeDraft(context, head, {
      table: arm.parent,
      destination: property(arm.body, 'addressPrefix'),
      nextHop: nextHopFact(context, property(arm.body, 'nextHopType'), head),
      nextHopAddress: property(arm.body, 'nextHopIpAddress'),
    }),
  ];
};

export const natGateway: ArmBinding = (arm) => [gatewayDraft(armHead(arm), 'nat')];
