/** azurerm: records in private zones that may be those of an endpoint without saying so. */
import type { Resource } from '../../languages/unit.ts';
import type { BindingFact } from '../../model/draft.ts';
import type { UnknownReason } from '../../values/value.ts';
import { idOf } from '../azure/id-values.ts';
import type { BindingContext, DraftOf } from '../binding.ts';
import { normalDomain } from '../domain-name.ts';
import { attribute, knownText } from '../read-attributes.ts';
import { endpointOfAddress } from './endpoint-address.ts';

const RECORD_TYPES: ReadonlySet<string> = new Set([
  'azurerm_private_dns_a_record',
  'azurerm_private_dns_aaaa_record',
  'azurerm_private_dns_cname_record',
]);

/**
 * The facts, where endpoints without zones are in doubt because a record that names no endpoint stands in a zone of
 * their service, or in a zone of their unit whose domain is not known.
 */
export function doubtByRecords(
  facts: readonly BindingFact[],
  resources: readonly Resource[],
  context: BindingContext,
): readonly BindingFact[] {
  const reasons = new Map<string, UnknownReason>();
  for (const resource of resources) {
    if (!RECORD_TYPES.has(resource.type) || resource.mode !== 'managed') continue;
    if (namesEndpoints(context, resource)) continue;
    const domain = domainOf(context, resource);
    const key = domain === undefined ? `in ${resource.unit}` : `of ${domain}`;
    if (!reasons.has(key)) reasons.set(key, reasonOf(resource));
  }
  if (reasons.size === 0) return facts;
  return facts.map((fact) => (fact.kind === 'private-endpoint' ? inDoubt(fact, reasons) : fact));
}

function inDoubt(
  endpoint: DraftOf<'private-endpoint'>,
  reasons: ReadonlyMap<string, UnknownReason>,
): DraftOf<'private-endpoint'> {
  if (endpoint.zones.length > 0 || endpoint.zonesUnknown !== undefined) return endpoint;
  const keys = [...endpoint.expectedDomains.map((domain) => `of ${domain}`), `in ${endpoint.unit}`];
  const key = keys.find((one) => reasons.has(one));
  return key === undefined ? endpoint : { ...endpoint, zonesUnknown: reasons.get(key) };
}

/** Then it is known whose record it is. */
function namesEndpoints(context: BindingContext, { attributes }: Resource): boolean {
  const records = attribute(attributes, 'records');
  if (records === undefined || (records.kind === 'list' && records.items.length === 0)) return false;
  const addresses = records.kind === 'list' ? records.items : [records];
  return addresses.every((address) => endpointOfAddress(context, address) !== undefined);
}

function domainOf(context: BindingContext, { attributes }: Resource): string | undefined {
  const id = attribute(attributes, 'private_dns_zone_id');
  const name =
    id === undefined ? knownText(attribute(attributes, 'zone_name')) : idOf(context, id)?.names.at(-1);
  return name === undefined ? undefined : normalDomain(name);
}

function reasonOf({ address, range }: Resource): UnknownReason {
  return { code: 'computed', message: `${address} may be a record of the endpoint`, range };
}
