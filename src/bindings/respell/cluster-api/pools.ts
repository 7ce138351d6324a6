/** Pools of addresses inside a cluster: those of one unit are gathered in the first of them. */
import type { Resource } from '../../../languages/unit.ts';
import { listValue, stringValue, type Value } from '../../../values/value.ts';
import { elements, maps, valueAt, valueIn } from '../../kubernetes/manifest-values.ts';
import type { Respelling } from '../respelling.ts';

/** The type under which the gathered pools of a unit are bound. */
export const POOLS_TYPE = '\0address-pools';

/** Where the gathered ranges stand. */
export const POOLED = { pods: '\0pods', services: '\0services' } as const;

/** For each kind what it says: where pods, or services, get their addresses. */
const KINDS: ReadonlyMap<
  string,
  { readonly of: keyof typeof POOLED; readonly ranges: (pool: Resource) => readonly (Value | undefined)[] }
> = new Map([
  ['IPPool.projectcalico.org', { of: 'pods', ranges: calicoPool }],
  ['IPPool.crd.projectcalico.org', { of: 'pods', ranges: calicoPool }],
  ['Installation.operator.tigera.io', { of: 'pods', ranges: calicoInstallation }],
  ['CiliumPodIPPool.cilium.io', { of: 'pods', ranges: ciliumPool }],
  ['ServiceCIDR.networking.k8s.io', { of: 'services', ranges: (pool) => [valueAt(pool, 'spec', 'cidrs')] }],
] as const);

/** A disabled pool gives out nothing. */
function calicoPool(pool: Resource): readonly (Value | undefined)[] {
  const disabled = valueAt(pool, 'spec', 'disabled');
  return disabled?.kind === 'bool' && disabled.value ? [] : [valueAt(pool, 'spec', 'cidr')];
}

function calicoInstallation(pool: Resource): readonly (Value | undefined)[] {
  return maps(valueAt(pool, 'spec', 'calicoNetwork', 'ipPools')).map(([entry]) => valueIn(entry, 'cidr'));
}

function ciliumPool(pool: Resource): readonly (Value | undefined)[] {
  return [valueAt(pool, 'spec', 'ipv4', 'cidrs'), valueAt(pool, 'spec', 'ipv6', 'cidrs')];
}

export const addressPools: Respelling = {
  dialect: 'kubernetes',
  types: [...KINDS.keys()],
  respell(resource, context) {
    const inUnit = context.inUnit(resource.unit);
    if (inUnit.find(({ dialect, type }) => dialect === 'kubernetes' && KINDS.has(type)) !== resource)
      return [];
    const found: Record<keyof typeof POOLED, Value[]> = { pods: [], services: [] };
    for (const pool of inUnit) {
      const kind = KINDS.get(pool.type);
      if (kind === undefined || pool.dialect !== 'kubernetes') continue;
      for (const list of kind.ranges(pool)) found[kind.of].push(...elements(list).map(([item]) => item));
    }
    if (found.pods.length === 0 && found.services.length === 0) return [];
    const { origin } = resource.attributes;
    const name = stringValue(`the cluster of ${resource.unit}`, origin);
    const entries = new Map<string, Value>([
      ['metadata', { ...resource.attributes, entries: new Map([['name', name]]) }],
      [POOLED.pods, listValue(found.pods, origin)],
      [POOLED.services, listValue(found.services, origin)],
    ]);
    return [{ ...resource, type: POOLS_TYPE, attributes: { ...resource.attributes, entries } }];
  },
};
