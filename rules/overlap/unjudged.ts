/** What the overlap rule cannot judge: ranges that are not known, networks that were not read, peerings of subnets. */
import { intersectionOf, isEmptySet, prefixSet } from '../../src/ip/prefix-set.ts';
import type { Connectivity } from '../../src/model/connectivity.ts';
import type { Peering } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { linkedEntity, placeOfLink, whyNotRead } from '../../src/rule/links.ts';
import type { NotJudged } from '../../src/rule/rule.ts';
import { editingRange } from '../../src/values/origin.ts';
import type { UnknownReason } from '../../src/values/value.ts';
import { holderOf, prefixesOf, spaceOf, type Holder } from './spaces.ts';

interface Input {
  readonly model: NetworkModel;
  readonly connectivity: Connectivity;
  /** Some pairs were not looked at because there were too many. */
  readonly cut: boolean;
  readonly notJudged: (what: NotJudged) => void;
}

const WHAT = 'whether it shares addresses with what it is joined to';

/** Tells each thing once. */
export function tellUnjudged({ model, connectivity, cut, notJudged }: Input): void {
  const joined = new Set(connectivity.domains.flatMap(({ members }) => members.map(({ id }) => id)));
  for (const id of [...joined].sort()) {
    const holder = holderOf(model, id);
    const [missing] = holder === undefined ? [] : spaceOf(holder).unresolved;
    if (missing === undefined) continue;
    notJudged({ subject: id, what: WHAT, reason: missing.reason, range: editingRange(missing.origin) });
  }
  for (const peering of model.all('peering')) {
    const { reason, range } = peeringDoubt(model, peering) ?? {};
    if (reason === undefined || range === undefined) continue;
    notJudged({ subject: peering.id, what: 'whether the two networks share addresses', reason, range });
  }
  if (!cut) return;
  const [network] = model.all('network');
  if (network === undefined) return;
  const reason: UnknownReason = {
    code: 'limit',
    message: 'too many networks share addresses to tell of each pair',
  };
  notJudged({ subject: network.id, what: WHAT, reason, range: network.range });
}

function peeringDoubt(
  model: NetworkModel,
  peering: Peering,
): Pick<NotJudged, 'reason' | 'range'> | undefined {
  for (const end of [peering.to, peering.from]) {
    const reason = whyNotRead(end);
    if (reason !== undefined) return { reason, range: placeOfLink(end) };
  }
  return uncertainEffect(model, peering);
}

/** A peering may be there or not, and one of some subnets may be fine where the networks as a whole share addresses. */
function uncertainEffect(
  model: NetworkModel,
  peering: Peering,
): Pick<NotJudged, 'reason' | 'range'> | undefined {
  const from = linkedEntity(model, peering.from, 'network');
  const to = linkedEntity(model, peering.to, 'network');
  if (from === undefined || to === undefined || !shareAddresses(from, to)) return undefined;
  for (const { possible, range } of [peering, from, to]) {
    if (possible !== undefined) return { reason: possible, range };
  }
  const { wholeNetworks: whole } = peering;
  if (whole.state === 'absent' || (whole.state === 'known' && whole.value)) return undefined;
  const range = editingRange(whole.origin);
  if (whole.state === 'unknown') return { reason: whole.reason, range };
  const message = 'only some subnets take part in the peering';
  return { reason: { code: 'unsupported', message, range }, range };
}

function shareAddresses(a: Holder, b: Holder): boolean {
  return !isEmptySet(intersectionOf(prefixSet(prefixesOf(a)), prefixSet(prefixesOf(b))));
}
