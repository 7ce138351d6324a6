/** azurerm: the security group and the route table that a subnet names itself. */
import type { Target } from '../../model/draft.ts';
import type { MapValue } from '../../values/value.ts';
import { idTarget } from '../azure/id-values.ts';
import { tableAssociationDraft } from '../azure/routing-drafts.ts';
import { groupAssociationDraft } from '../azure/security-drafts.ts';
import type { BindingContext, BindingOutput } from '../binding.ts';
import { headOf, placeBeside, type Place } from '../entity-head.ts';
import { attribute } from '../read-attributes.ts';
import { isEmpty } from '../read-prefixes.ts';

/** In a network's own subnet blocks, and since 5.x in subnets of their own. */
const GROUPS = ['security_group', 'network_security_group_id_wo'] as const;
const TABLES = ['route_table_id', 'route_table_id_wo'] as const;

/** What a subnet at a place says about the group and the table that are put on it. */
export function subnetAttachments(
  context: BindingContext,
  place: Place,
  map: MapValue,
  subnet: Target,
): readonly BindingOutput[] {
  const { range } = place;
  const named = (names: readonly string[]) =>
    names.flatMap((name) => {
      const value = attribute(map, name);
      if (value === undefined || isEmpty(value)) return [];
      const head = headOf(placeBeside(place, name), undefined, []);
      return [{ head, target: idTarget(context, value, range) }];
    });
  return [
    ...named(GROUPS).map(({ head, target }) => groupAssociationDraft(head, target, subnet)),
    ...named(TABLES).map(({ head, target }) => tableAssociationDraft(head, target, subnet)),
  ];
}
