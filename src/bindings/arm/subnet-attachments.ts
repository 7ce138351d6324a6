/** Azure API shape: what a subnet says is put on it: a security group, a route table, a NAT gateway. */
import type { Target } from '../../model/draft.ts';
import { natAssociationDraft, tableAssociationDraft } from '../azure/routing-drafts.ts';
import { groupAssociationDraft } from '../azure/security-drafts.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { headOf, placeBeside, type EntityHead } from '../entity-head.ts';
import { property, refTarget, type ArmObject } from './arm-object.ts';
import { itself } from './inner-objects.ts';

type Attachment = (head: EntityHead, put: Target, subnet: Target) => BindingOutput;

const ATTACHMENTS: ReadonlyMap<string, Attachment> = new Map<string, Attachment>([
  ['networkSecurityGroup', groupAssociationDraft],
  ['routeTable', tableAssociationDraft],
  ['natGateway', natAssociationDraft],
]);

/** The properties by which a subnet names what is put on it. */
export const ATTACHMENT_PROPERTIES: readonly string[] = [...ATTACHMENTS.keys()];

/** The associations that a subnet names itself, or that something says of `subnet`. */
export function subnetAttachments(
  context: BindingContext,
  arm: ArmObject,
  subnet: Target = itself(arm),
): readonly BindingOutput[] {
  return [...ATTACHMENTS].flatMap(([name, draft]) => {
    const target = refTarget(context, property(arm.body, name), arm);
    if (target.state === 'absent') return [];
    return [draft(headOf(placeBeside(arm.place, name), undefined, []), target, subnet)];
  });
}
