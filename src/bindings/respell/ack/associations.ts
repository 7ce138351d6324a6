/** What an object of AWS Controllers for Kubernetes says of others, for which Terraform has resources of their own. */
import type { Resource } from '../../../languages/unit.ts';
import { mapValue, unknownValue, type MapValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { withEntries } from '../respell-keys.ts';
import { furtherResource } from '../terraform-resource.ts';

/** By type of the resource: the list of ids, and the resource that each of them stands for. */
const ASSOCIATIONS: ReadonlyMap<
  string,
  { readonly list: string; readonly type: string; readonly id: string; readonly own: string }
> = new Map([
  [
    'aws_subnet',
    { list: 'route_tables', type: 'aws_route_table_association', id: 'route_table_id', own: 'subnet_id' },
  ],
  [
    'aws_vpc_dhcp_options',
    { list: 'vpc', type: 'aws_vpc_dhcp_options_association', id: 'vpc_id', own: 'dhcp_options_id' },
  ],
]);

/** The associations that a spelled resource makes. */
export function associationsOf(resource: Resource): readonly Resource[] {
  const found = ASSOCIATIONS.get(resource.type);
  const list = found && attribute(resource.attributes, found.list);
  if (found === undefined || list?.kind !== 'list') return [];
  return list.items.map((id, index) => {
    const entries = new Map([
      [found.id, id],
      [found.own, itself(resource, id)],
    ]);
    return furtherResource(resource, `.${found.list}[${index}]`, {
      type: found.type,
      attributes: mapValue(entries, id.origin),
    });
  });
}

function itself({ unit, address, range }: Resource, at: Value): Value {
  const message = `the id of ${address} is decided when it is created`;
  return unknownValue({ code: 'computed', message, range }, at.origin, { unit, address, path: ['id'] });
}

/** DHCP options: a list of options by key, of which one names the DNS servers. */
export function withDnsServers(options: MapValue): MapValue {
  const list = attribute(options, 'dhcp_configurations');
  if (list?.kind === 'unknown') return withEntries(options, { domain_name_servers: list });
  const items = list?.kind === 'list' ? list.items : [];
  const servers = items.find(
    (item) => item.kind === 'map' && knownText(attribute(item, 'key')) === 'domain-name-servers',
  );
  return withEntries(options, {
    domain_name_servers: servers?.kind === 'map' ? attribute(servers, 'values') : undefined,
  });
}
