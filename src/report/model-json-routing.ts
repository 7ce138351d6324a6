/** Routes and security rules in the model's JSON. */
import { formatAddress } from '../ip/address.ts';
import { formatPrefix } from '../ip/prefix.ts';
import type { Route, SecurityRule, TrafficEnd } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { associationsOfGroup, associationsOfTable, endOf, rulesOf } from '../model/queries.ts';
import { knownValue, mapFact } from '../values/fact.ts';
import { end, foot, head, items, portText, prefixes, value } from './model-json-parts.ts';

/** The arrays `routeTables`, `routes`, `natAssociations`, `securityGroups` and `securityRules`. */
export function routingParts(model: NetworkModel) {
  return {
    routeTables: model.all('route-table').map((table) => {
      const associations = associationsOfTable(model, table.id);
      return {
        ...head(table),
        cloud: table.cloud,
        network: end(table.network),
        gatewayRoutePropagation: value(table.gatewayRoutePropagation),
        subnets: subnetsIn(associations),
        mainOf: associations.flatMap(({ network }) => (network.state === 'absent' ? [] : [end(network)])),
        ...foot(table),
      };
    }),
    routes: model.all('route').map((route) => routeJson(model, route)),
    natAssociations: model.all('nat-association').map((association) => ({
      ...head(association),
      gateway: end(association.gateway),
      subnet: end(association.subnet),
      ...foot(association),
    })),
    securityGroups: model.all('security-group').map((group) => ({
      ...head(group),
      cloud: group.cloud,
      network: end(group.network),
      subnets: subnetsIn(associationsOfGroup(model, group.id)),
      rules: rulesOf(model, group.id).map(ruleJson),
      ...foot(group),
    })),
    // Rules of a network as a whole, and of groups that were not read.
    securityRules: model
      .all('security-rule')
      .filter(({ group }) => group.state !== 'resolved')
      .map((rule) => ({ ...ruleJson(rule), group: end(rule.group), network: end(rule.network) })),
  };
}

/** The subnets that associations name; null among them stands for one that is not known. */
function subnetsIn(associations: readonly { readonly subnet: Route['table'] }[]) {
  return associations.flatMap(({ subnet }) => (subnet.state === 'absent' ? [] : [end(subnet)]));
}

function routeJson(model: NetworkModel, route: Route) {
  const table = endOf(route.table);
  return {
    ...head(route),
    table: end(route.table),
    network: end(route.network),
    destination: knownValue(mapFact(route.destination, formatPrefix)) ?? value(route.destinationTag),
    nextHop: {
      kind: value(route.nextHop),
      ip: value(mapFact(route.nextHopAddress, formatAddress)),
      target: end(route.nextHopTarget),
    },
    subnets: table === undefined ? [] : subnetsIn(associationsOfTable(model, table)),
    machines: items(route.machines, (mark) => mark),
    ...foot(route),
  };
}

function ruleJson(rule: SecurityRule) {
  return {
    ...head(rule),
    direction: value(rule.direction),
    access: value(rule.access),
    priority: value(rule.priority),
    protocol: value(rule.protocol),
    source: endJson(rule.source),
    destination: endJson(rule.destination),
    sourcePorts: items(rule.sourcePorts, portText),
    ports: items(rule.ports, portText),
    machines: items(rule.machines, (mark) => mark),
    ...foot(rule),
  };
}

function endJson({ prefixes: ranges, tags, groups }: TrafficEnd) {
  return { cidrs: prefixes(ranges), tags: items(tags, (tag) => tag), groups: groups.map(end) };
}
