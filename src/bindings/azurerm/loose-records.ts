/** Azure: records in private zones that may be those of an endpoint without saying so. */
import type { Resource } from '../../languages/unit.ts';
import type { BindingFact } from '../../model/draft.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import { armRecordOf } from '../arm/zone-records.ts';
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
    const record = resource.mode === 'managed' ? recordOf(context, resource) : undefined;
    if (record === undefined || namesEndpoints(context, record.addresses)) continue;
    const key = record.zone === undefined ? `in ${resource.unit}` : `of ${normalDomain(record.zone)}`;
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

interface LooseRecord {
  /** The name of its zone; undefined when it is not known. */
  readonly zone: string | undefined;
  readonly addresses: readonly Value[] | undefined;
}

function recordOf(context: BindingContext, resource: Resource): LooseRecord | undefined {
  if (!RECORD_TYPES.has(resource.type)) return armRecordOf(context, resource);
  const records = attribute(resource.attributes, 'records');
  const addresses = records?.kind === 'list' ? records.items : records && [records];
  return { zone: zoneNameOf(context, resource), addresses };
}

/** Then it is known whose record it is. */
function namesEndpoints(context: BindingContext, addresses: readonly Value[] | undefined): boolean {
  if (addresses === undefined || addresses.length === 0) return false;
  return addresses.every((address) => endpointOfAddress(context, address) !== undefined);
}

function zoneNameOf(context: BindingContext, { attributes }: Resource): string | undefined {
  const id = attribute(attributes, 'private_dns_zone_id');
  return id === undefined ? knownText(attribute(attributes, 'zone_name')) : idOf(context, id)?.names.at(-1);
}

function reasonOf({ address, range }: Resource): UnknownReason {
  return { code: 'computed', message: `${address} may be a record of the endpoint`, range };
}
