/** Exports of AWS and Google Cloud that say what resources of their Terraform providers say. */
import type { Resource } from '../../../languages/unit.ts';
import { listValue, mapValue, stringValue, type MapValue, type Value } from '../../../values/value.ts';
import { elementsOf, member, memberAt } from '../../arm/arm-object.ts';
import { knownText } from '../../read-attributes.ts';
import type { Respelling } from '../respelling.ts';
import { placedResource } from './placed-resource.ts';

/** Argument names with their values; those without a value are left out. */
type Arguments = Readonly<Record<string, Value | undefined>>;

function mapOf(values: Arguments, like: MapValue): MapValue {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return mapValue(new Map(entries), like.origin);
}

function respelled(resource: Resource, type: string, values: Arguments): Resource {
  const placed = placedResource(resource);
  return { ...placed, dialect: 'terraform', type, attributes: mapOf(values, resource.attributes) };
}

/** The objects of a list, each with other argument names. */
function blocksOf(value: Value | undefined, change: (map: MapValue) => Arguments): Value | undefined {
  const { known } = elementsOf(value);
  if (value === undefined || known.length === 0) return undefined;
  return listValue(
    known.map(({ map }) => mapOf(change(map), map)),
    value.origin,
  );
}

function nameTag(attributes: MapValue): Value | undefined {
  const tags = elementsOf(member(attributes, 'tags')).known;
  const tag = tags.find(({ map }) => knownText(member(map, 'Key')) === 'Name');
  const name = tag === undefined ? undefined : member(tag.map, 'Value');
  return tag === undefined || name === undefined ? undefined : mapOf({ Name: name }, tag.map);
}

const routeTable: Respelling = {
  dialect: 'inventory',
  types: ['aws-route-table'],
  respell(resource) {
    const { attributes } = resource;
    const routes = elementsOf(member(attributes, 'routes'));
    // A black hole leads nowhere, and the local route is in every table.
    const kept = routes.known.filter(({ map }) => {
      const isLocal = knownText(member(map, 'GatewayId')) === 'local';
      return !isLocal && knownText(member(map, 'State')) !== 'blackhole';
    });
    const table = respelled(resource, 'aws_route_table', {
      id: member(attributes, 'routetableid'),
      vpc_id: member(attributes, 'vpcid'),
      tags: nameTag(attributes),
      route: blocksOf(
        listValue(
          kept.map(({ map }) => map),
          attributes.origin,
        ),
        (map) => ({
          cidr_block: member(map, 'DestinationCidrBlock'),
          ipv6_cidr_block: member(map, 'DestinationIpv6CidrBlock'),
          gateway_id: member(map, 'GatewayId'),
          nat_gateway_id: member(map, 'NatGatewayId'),
          transit_gateway_id: member(map, 'TransitGatewayId'),
          vpc_peering_connection_id: member(map, 'VpcPeeringConnectionId'),
        }),
      ),
    });
    const associations = elementsOf(member(attributes, 'associations')).known.flatMap(({ index, map }) => {
      const subnet = member(map, 'SubnetId');
      if (subnet === undefined) return [];
      const values = { subnet_id: subnet, route_table_id: member(attributes, 'routetableid') };
      const one = respelled(resource, 'aws_route_table_association', values);
      return [{ ...one, address: `${resource.address}.associations[${index}]` }];
    });
    return [table, ...associations];
  },
};

const cluster: Respelling = {
  dialect: 'inventory',
  types: ['aws-cluster'],
  respell(resource) {
    const { attributes } = resource;
    const network = member(attributes, 'kubernetesnetworkconfig');
    const access = member(attributes, 'resourcesvpcconfig');
    return [
      respelled(resource, 'aws_eks_cluster', {
        name: member(attributes, 'name'),
        version: member(attributes, 'version'),
        kubernetes_network_config:
          network?.kind === 'map'
            ? mapOf(
                {
                  service_ipv4_cidr: member(network, 'serviceIpv4Cidr'),
                  ip_family: member(network, 'ipFamily'),
                },
                network,
              )
            : undefined,
        vpc_config:
          access?.kind === 'map'
            ? mapOf(
                {
                  subnet_ids: member(access, 'subnetIds'),
                  endpoint_public_access: member(access, 'endpointPublicAccess'),
                },
                access,
              )
            : undefined,
      }),
    ];
  },
};

/** The last part of a link, as a value. */
function lastPart(value: Value | undefined): Value | undefined {
  const text = knownText(value)?.split('/').at(-1);
  return value === undefined || text === undefined ? undefined : stringValue(text, value.origin);
}

function projectOf(resource: Resource): Value | undefined {
  const project = placedResource(resource).scope?.project;
  return project === undefined ? undefined : stringValue(project, resource.attributes.origin);
}

const subnetwork: Respelling = {
  dialect: 'inventory',
  types: ['gcp-subnetwork'],
  respell(resource) {
    const { attributes } = resource;
    return [
      respelled(resource, 'google_compute_subnetwork', {
        name: member(attributes, 'name'),
        network: member(attributes, 'network'),
        ip_cidr_range: member(attributes, 'ipcidrrange'),
        region: lastPart(member(attributes, 'region')),
        project: projectOf(resource),
        purpose: member(attributes, 'purpose'),
        secondary_ip_range: blocksOf(member(attributes, 'secondaryipranges'), (map) => ({
          range_name: member(map, 'rangeName'),
          ip_cidr_range: member(map, 'ipCidrRange'),
        })),
      }),
    ];
  },
};

const googleCluster: Respelling = {
  dialect: 'inventory',
  types: ['gcp-cluster'],
  respell(resource) {
    const { attributes } = resource;
    const settings = member(attributes, 'privateclusterconfig');
    const whole = (name: string) => memberAt(attributes, 'networkconfig', name) ?? member(attributes, name);
    const services =
      memberAt(attributes, 'ipallocationpolicy', 'servicesIpv4CidrBlock') ??
      member(attributes, 'servicesipv4cidr');
    return [
      respelled(resource, 'google_container_cluster', {
        name: member(attributes, 'name'),
        location: member(attributes, 'location'),
        region: member(attributes, 'location'),
        project: projectOf(resource),
        network: whole('network'),
        subnetwork: whole('subnetwork'),
        cluster_ipv4_cidr: member(attributes, 'clusteripv4cidr'),
        ip_allocation_policy:
          services === undefined ? undefined : mapOf({ services_ipv4_cidr_block: services }, attributes),
        private_cluster_config:
          settings?.kind === 'map'
            ? mapOf({ master_ipv4_cidr_block: member(settings, 'masterIpv4CidrBlock') }, settings)
            : undefined,
      }),
    ];
  },
};

/** What inventories of AWS and Google Cloud have in common with declared resources. */
export const INVENTORY_RESPELLINGS: readonly Respelling[] = [routeTable, cluster, subnetwork, googleCluster];
