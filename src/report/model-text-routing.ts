/** Route tables and security groups in the model's text. */
import { formatAddress } from '../ip/address.ts';
import { formatPrefix } from '../ip/prefix.ts';
import type { Route, RouteTable, SecurityGroup } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { associationsOfGroup, associationsOfTable, routesOf, rulesOf } from '../model/queries.ts';
import { mapFact } from '../values/fact.ts';
import { factText, linkText, title } from './model-words.ts';

/** The lines of every route table: where it is in force, and its routes. */
export function routeTableBlocks(model: NetworkModel): string[][] {
  return model.all('route-table').map((table) => tableLines(model, table));
}

/** The lines of the routes that belong to a network as a whole, or to tables that were not read. */
export function looseRouteLines(model: NetworkModel): string[][] {
  return model.all('route').flatMap((route) => {
    if (route.table.state === 'resolved') return [];
    const owner = route.table.state === 'absent' ? route.network : route.table;
    return [[`${title(route)}  in ${linkText(model, owner)}`, `  ${routeText(model, route)}`]];
  });
}

function tableLines(model: NetworkModel, table: RouteTable): string[] {
  return [
    title(table),
    ...associationsOfTable(model, table.id).map(({ subnet, network }) =>
      subnet.state === 'absent'
        ? `  main table of ${linkText(model, network)}`
        : `  on ${linkText(model, subnet)}`,
    ),
    ...routesOf(model, table.id).map((route) => `  ${routeText(model, route)}`),
  ];
}

function routeText(model: NetworkModel, route: Route): string {
  const { destination, destinationTag, nextHop, nextHopAddress, nextHopTarget } = route;
  const range = mapFact(destination, formatPrefix);
  const to = factText(range.state === 'absent' ? destinationTag : range);
  const at =
    nextHopAddress.state === 'known'
      ? ` ${factText(mapFact(nextHopAddress, formatAddress))}`
      : nextHopTarget.state === 'resolved'
        ? ` ${linkText(model, nextHopTarget)}`
        : '';
  return `${to} → ${factText(nextHop)}${at}`;
}

/** The lines of every security group: how many rules it has, and where it is in force. */
export function securityGroupBlocks(model: NetworkModel): string[][] {
  return model.all('security-group').map((group) => groupLines(model, group));
}

function groupLines(model: NetworkModel, group: SecurityGroup): string[] {
  const count = rulesOf(model, group.id).length;
  return [
    `${title(group)}  ${count} ${count === 1 ? 'rule' : 'rules'}`,
    ...associationsOfGroup(model, group.id).map(({ subnet }) => `  on ${linkText(model, subnet)}`),
  ];
}
