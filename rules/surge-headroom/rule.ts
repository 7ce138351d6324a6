/** Node subnets, pod subnets and pod ranges that cannot hold a cluster at its largest while it is upgraded. */
import { z } from 'zod';
import type { Cluster, Subnet } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { linkedEntity, placeOfLink, whyNotRead } from '../../src/rule/links.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { editingRange } from '../../src/values/origin.ts';
import { judgeRoom, type Judge } from './judge.ts';
import { poolDemand, type PoolDemand } from './pool-demand.ts';
import { podRangeRoom, subnetRoom } from './room.ts';
import { blockShare, nodeShare, podShare } from './share.ts';
import { otherConsumers } from './subnet-users.ts';

export default defineRule({
  id: 'surge-headroom',
  since: '0.1.0',
  summary: 'Node subnets and pod ranges of AKS must hold the largest cluster and the surge of an upgrade',
  level: 'error',
  options: z.strictObject({
    growth: z
      .number()
      .min(1)
      .max(100)
      .default(1)
      .describe('How many times the nodes and pods of today must fit; what fits only today is a warning'),
  }),
  messages: {
    nodes: '{room} cannot hold {clusters} at full size, even without an upgrade{numbers}. {repair}',
    surge: '{room} has no room for the nodes that an upgrade of {clusters} adds{numbers}. {repair}',
    slowSurge:
      '{room} has no room for the nodes that an upgrade of {clusters} adds, so that it goes on one node at a time{numbers}. {repair}',
    fullNodes: '{room} runs out when every node of {clusters} is full of pods{numbers}. {repair}',
    growth: '{room} cannot hold {growth} times the nodes of {clusters}{numbers}. {repair}',
  },
  check({ model, options, report, notJudged }) {
    const judge: Judge = { model, growth: options.growth, report, notJudged };
    const demands = model
      .all('node-pool')
      .map((pool) => poolDemand(model, pool))
      .filter(({ cluster }) => cluster === undefined || cluster.type === 'aks');
    const consumers = otherConsumers(model, demands);
    for (const [subnet, pools] of bySubnet(judge, demands, 'nodeSubnet')) {
      const others = consumers.get(subnet.id) ?? [];
      judgeRoom(judge, subnetRoom(subnet, 'node-subnet'), { shares: pools.map(nodeShare), others });
    }
    for (const [subnet, pools] of bySubnet(judge, demands, 'podSubnet')) {
      const others = consumers.get(subnet.id) ?? [];
      const shares = pools.map((demand) => podShare(demand, 'start'));
      const fullShares = pools.map((demand) => podShare(demand, 'full'));
      judgeRoom(judge, subnetRoom(subnet, 'pod-subnet'), { shares, fullShares, others });
    }
    for (const [cluster, pools] of byCluster(model, demands)) judgePodRange(judge, cluster, pools);
  },
});

/** Judges the pod range of a cluster whose pods have addresses that no network routes. */
function judgePodRange(judge: Judge, cluster: Cluster, pools: readonly PoolDemand[]): void {
  const mode = cluster.networkMode;
  if (mode.state === 'unknown') {
    const what = 'whether its pod range holds all nodes and the surge of an upgrade';
    judge.notJudged({ subject: cluster.id, what, reason: mode.reason, range: editingRange(mode.origin) });
  }
  if (mode.state !== 'known' || (mode.value !== 'overlay' && mode.value !== 'kubenet')) return;
  const room = podRangeRoom(cluster, mode.value);
  // Without an IPv4 range there is nothing that a cluster could fill.
  if (room.prefixes.length === 0 && room.missing.length === 0) return;
  judgeRoom(judge, room, { shares: pools.map(blockShare), others: [] });
}

/** The pools of every subnet that is in the model, by the order of the pools. Tells which pools have another one. */
function bySubnet(
  judge: Judge,
  demands: readonly PoolDemand[],
  role: 'nodeSubnet' | 'podSubnet',
): ReadonlyMap<Subnet, readonly PoolDemand[]> {
  const groups = new Map<Subnet, PoolDemand[]>();
  for (const demand of demands) {
    const link = demand.pool[role];
    const subnet = linkedEntity(judge.model, link, 'subnet');
    // A pool whose cluster was not read counts as one of AKS where its subnet is Azure's.
    if (subnet?.cloud === 'azure') {
      const group = groups.get(subnet);
      if (group === undefined) groups.set(subnet, [demand]);
      else group.push(demand);
      continue;
    }
    const reason = whyNotRead(link);
    if (reason === undefined || demand.cluster === undefined) continue;
    const what = `whether its ${role === 'nodeSubnet' ? 'node' : 'pod'} subnet holds it at full size and upgraded`;
    judge.notJudged({ subject: demand.pool.id, what, reason, range: placeOfLink(link) });
  }
  return groups;
}

/** The pools of every AKS cluster of the model. */
function byCluster(
  model: NetworkModel,
  demands: readonly PoolDemand[],
): ReadonlyMap<Cluster, readonly PoolDemand[]> {
  const groups = new Map<Cluster, PoolDemand[]>();
  for (const cluster of model.all('cluster')) if (cluster.type === 'aks') groups.set(cluster, []);
  for (const demand of demands) if (demand.cluster !== undefined) groups.get(demand.cluster)?.push(demand);
  return groups;
}
