/** Who takes addresses of which subnet, besides the nodes and pods. */
import type { NetworkModel } from '../../src/model/model.ts';
import type { Link } from '../../src/model/entities.ts';
import type { Range } from '../../src/text/range.ts';
import type { Fact } from '../../src/values/fact.ts';
import { editingRange } from '../../src/values/origin.ts';
import type { OtherConsumer } from './need.ts';
import type { PoolDemand } from './pool-demand.ts';

/** The other consumers of every subnet, by the subnet's id. */
export function otherConsumers(
  model: NetworkModel,
  demands: readonly PoolDemand[],
): ReadonlyMap<string, readonly OtherConsumer[]> {
  const consumers = new Map<string, OtherConsumer[]>();
  const add = (subnet: Link, consumer: OtherConsumer): void => {
    if (subnet.state !== 'resolved') return;
    const known = consumers.get(subnet.id);
    if (known === undefined) consumers.set(subnet.id, [consumer]);
    else known.push(consumer);
  };
  for (const { subnet, range, possible } of model.all('private-endpoint')) {
    const missing = possible && { reason: possible, range };
    add(subnet, { what: 'private endpoint', addresses: missing ? 0 : 1, range, missing });
  }
  for (const consumer of model.all('address-consumer')) {
    const { subnet, what, range, possible } = consumer;
    if (possible !== undefined)
      add(subnet, { what, addresses: 0, range, missing: { reason: possible, range } });
    else add(subnet, { what, ...countIn(consumer.addresses, range), range });
  }
  for (const demand of firstPools(demands)) {
    const api = apiServerOf(demand);
    if (api !== undefined) add(demand.pool.nodeSubnet, api);
  }
  return consumers;
}

function countIn(fact: Fact<number>, range: Range): Pick<OtherConsumer, 'addresses' | 'missing'> {
  if (fact.state === 'known') return { addresses: fact.value };
  if (fact.state === 'unknown') return { addresses: 0, missing: { reason: fact.reason, range } };
  const message = 'the code does not say how many addresses it takes';
  return { addresses: 0, missing: { reason: { code: 'computed', message, range }, range } };
}

/** The pool that every cluster is created with: the one that its own declaration holds, the first in the file. */
function firstPools(demands: readonly PoolDemand[]): readonly PoolDemand[] {
  const first = new Map<string, PoolDemand>();
  for (const demand of demands) {
    const { cluster, pool } = demand;
    if (cluster === undefined || pool.unit !== cluster.unit || pool.address !== cluster.address) continue;
    const earlier = first.get(cluster.id);
    if (earlier === undefined || pool.range.start < earlier.pool.range.start) first.set(cluster.id, demand);
  }
  return [...first.values()];
}

/**
 * The API server of a private cluster has an address in the first pool's subnet
 * (https://learn.microsoft.com/azure/aks/private-clusters), which is among the consumers; here is the case in which it
 * is not known whether the cluster is a private one.
 */
function apiServerOf({ cluster, pool }: PoolDemand): OtherConsumer | undefined {
  const fact = cluster?.privateApi;
  if (fact?.state !== 'unknown') return undefined;
  const missing = { reason: fact.reason, range: editingRange(fact.origin) };
  return { what: 'private API server', addresses: 0, range: pool.range, missing };
}
