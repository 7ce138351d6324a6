/** Peerings whose gateway flags do not fit the other end, or the gateways that there are. */
import { z } from 'zod';
import type { Network, Peering } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { linkedEntity, nameOfLink } from '../../src/rule/links.ts';
import { defineRule, type NotJudged, type RuleReport } from '../../src/rule/rule.ts';
import { observedDoubt } from '../../src/rule/observed.ts';
import { unreadDoubt } from '../../src/rule/unread-code.ts';
import { wayBackFinder, type WayBack } from '../../src/rule/way-back.ts';
import { joinWords } from '../../src/rule/words.ts';
import { editingRange, type Origin } from '../../src/values/origin.ts';
import { gatewaysByNetwork, type KnownGateways } from './gateways.ts';

type MessageId = 'notAllowed' | 'noGateway' | 'several' | 'ownGateway';

/** What the judgement of a peering needs of its surroundings. */
interface Judge {
  readonly model: NetworkModel;
  readonly gateways: KnownGateways;
  readonly findWayBack: (peering: Peering) => WayBack;
  readonly report: (fault: RuleReport<MessageId>) => void;
  readonly notJudged: (what: NotJudged) => void;
}

/** A peering that certainly uses the gateways of the network at its other end. */
interface Use {
  readonly peering: Peering;
  /** The flag that says so. */
  readonly flag: Origin;
  /** The network that uses them; undefined when it is not in what was read. */
  readonly from: Network | undefined;
  readonly fromName: string;
  readonly toName: string;
}

export default defineRule({
  id: 'gateway-transit-unpaired',
  since: '0.1.0',
  summary: 'A peering that uses remote gateways needs one on the other side that lends them, and no other',
  level: 'error',
  options: z.strictObject({}),
  messages: {
    notAllowed:
      'Network {from} uses the gateways of {to} through peering {peering}, but peering {back} does not allow it: Azure refuses the peering. Allow gateway transit on {back}, or do not use remote gateways on {peering}.',
    noGateway:
      'Network {from} uses the gateways of {to} through peering {peering}, but no gateway of {to} was found. Azure refuses the peering until {to} has one; deploy the gateway first, or do not use remote gateways.',
    several:
      'Network {from} uses remote gateways through {count} peerings ({peerings}); a network can use those of one other network only. Keep the flag on one of them.',
    ownGateway:
      'Network {from} uses the gateways of {to} through peering {peering} and has a gateway of its own ({gateway}). Azure refuses the peering; remove the gateway or the flag.',
  },
  check({ model, report, notJudged }) {
    const findWayBack = wayBackFinder(model);
    const judge: Judge = { model, gateways: gatewaysByNetwork(model), findWayBack, report, notJudged };
    const uses = new Map<Network, Use[]>();
    for (const peering of model.all('peering')) {
      const use = certainUse(judge, peering);
      if (use === undefined) continue;
      judgeCounterpart(judge, use);
      judgeRemoteGateway(judge, use);
      if (use.from === undefined) continue;
      const ofNetwork = uses.get(use.from);
      if (ofNetwork === undefined) uses.set(use.from, [use]);
      else ofNetwork.push(use);
    }
    for (const [from, ofNetwork] of uses) {
      judgeOwnGateway(judge, from, ofNetwork);
      if (ofNetwork.length > 1) reportSeveral(judge, from, ofNetwork);
    }
  },
});

function certainUse({ model, notJudged }: Judge, peering: Peering): Use | undefined {
  const flag = peering.useRemoteGateways;
  const what = 'whether its use of remote gateways fits the other end';
  if (flag.state === 'unknown') {
    notJudged({ subject: peering.id, what, reason: flag.reason, range: editingRange(flag.origin) });
  }
  if (flag.state !== 'known' || !flag.value) return undefined;
  if (peering.possible !== undefined) {
    notJudged({ subject: peering.id, what, reason: peering.possible, range: peering.range });
    return undefined;
  }
  const from = linkedEntity(model, peering.from, 'network');
  const to = linkedEntity(model, peering.to, 'network');
  return {
    peering,
    flag: flag.origin,
    from,
    fromName: from?.name ?? nameOfLink(peering.from),
    toName: to?.name ?? nameOfLink(peering.to),
  };
}

/** The other end must allow it. That it is there at all is for another rule to say. */
function judgeCounterpart({ findWayBack, report, notJudged }: Judge, use: Use): void {
  const { peering, flag, fromName: from, toName: to } = use;
  const what = 'whether the other end allows gateway transit';
  const back = findWayBack(peering);
  if (back.state === 'unknown') {
    notJudged({ subject: peering.id, what, reason: back.reason, range: back.range });
  }
  if (back.state !== 'declared') return;
  const allowed = back.peering.allowGatewayTransit;
  if (allowed.state === 'unknown') {
    notJudged({ subject: peering.id, what, reason: allowed.reason, range: editingRange(allowed.origin) });
    return;
  }
  if (allowed.state === 'known' && allowed.value) return;
  const place = allowed.state === 'known' ? editingRange(allowed.origin) : allowed.range;
  report({
    message: 'notAllowed',
    values: { from, to, peering: peering.name, back: back.peering.name },
    at: [flag, place, peering.range],
    related: [{ message: `peering ${back.peering.name} does not allow gateway transit`, range: place }],
    subjects: [peering.id, back.peering.id],
    data: { fault: 'not-allowed' },
  });
}

/** The other network must have a gateway. Where one may be that was not read, that is not judged. */
function judgeRemoteGateway({ model, gateways, report, notJudged }: Judge, use: Use): void {
  const { peering, flag, fromName: from, toName: to } = use;
  const network = linkedEntity(model, peering.to, 'network');
  if (network === undefined || gateways.lendable.has(network.id)) return;
  const open =
    gateways.elsewhere ?? unreadDoubt(model, [network], 'it') ?? observedDoubt([network], 'its gateways');
  if (open !== undefined) {
    const what = 'whether the other network has a gateway';
    notJudged({ subject: peering.id, what, ...open });
    return;
  }
  report({
    message: 'noGateway',
    level: 'warning',
    values: { from, to, peering: peering.name },
    at: [flag, peering.range],
    related: [{ message: `network ${to} has no gateway`, range: network.range }],
    subjects: [peering.id, network.id],
    data: { fault: 'no-gateway' },
  });
}

function judgeOwnGateway({ gateways, report }: Judge, from: Network, uses: readonly Use[]): void {
  const gateway = gateways.own.get(from.id);
  const [use] = uses;
  if (gateway === undefined || use === undefined) return;
  const { peering, flag, toName: to } = use;
  report({
    message: 'ownGateway',
    values: { from: from.name, to, peering: peering.name, gateway: gateway.name },
    at: [flag, gateway.range, peering.range],
    related: [{ message: `gateway ${gateway.name} of the same network`, range: gateway.range }],
    subjects: [peering.id, gateway.id, from.id],
    data: { fault: 'own-gateway' },
  });
}

/** More places than this are not told of one network. */
const MAX_RELATED = 10;

function reportSeveral({ report }: Judge, from: Network, uses: readonly Use[]): void {
  const [first, ...others] = uses;
  if (first === undefined) return;
  report({
    message: 'several',
    values: {
      from: from.name,
      count: uses.length,
      peerings: joinWords(uses.map(({ peering }) => peering.name)),
    },
    at: uses.map(({ flag }) => flag),
    related: others
      .slice(0, MAX_RELATED)
      .map(({ peering, flag }) => ({ message: `peering ${peering.name}, too`, range: editingRange(flag) })),
    subjects: [from.id, ...uses.map(({ peering }) => peering.id)],
    data: { fault: 'several' },
  });
}
