/** Networks that hear each other, or that one hub joins, and share addresses. */
import { z } from 'zod';
import { formatPrefix, type Prefix } from '../../src/ip/prefix.ts';
import type { Connectivity, HearingPath } from '../../src/model/connectivity.ts';
import type { Network } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { defineRule, type Fix, type RelatedPlace, type RuleReport } from '../../src/rule/rule.ts';
import { joinWords } from '../../src/rule/words.ts';
import { anySensitive, type KnownFact } from '../../src/values/fact.ts';
import { editingRange, uniqueRanges } from '../../src/values/origin.ts';
import { addressSuggester, type AddressSuggester } from '../../src/model/address-suggester.ts';
import { declarationOf, fixFor, literalUsers, type LiteralUsers, type Offer } from './fix.ts';
import { joinedPairs, sharedBy, unjoinedPairs, type Pair, type Shared } from './pairs.ts';
import { nameHolder, type Holder } from './spaces.ts';
import { tellUnjudged } from './unjudged.ts';

type MessageId = 'joined' | 'everywhere' | 'unconnected';

interface Judge {
  readonly model: NetworkModel;
  readonly connectivity: Connectivity;
  readonly suggester: AddressSuggester;
  readonly users: LiteralUsers;
  readonly report: (fault: RuleReport<MessageId>) => void;
}

export default defineRule({
  id: 'overlap',
  since: '0.1.0',
  summary: 'Networks that can hear each other must not share addresses',
  level: 'error',
  options: z.strictObject({
    unconnected: z
      .boolean()
      .default(false)
      .describe('Also tells, as notes, of networks that share addresses and that nothing joins'),
  }),
  messages: {
    joined: '{own} shares {shared} with {other}; they are joined: {path}. {repair}',
    everywhere:
      '{own} shares {shared} with {other}, which every network may have to reach, as {source} says. {repair}',
    unconnected:
      '{own} shares {shared} with {other}. Nothing joins them, and as long as they share addresses nothing can. {repair}',
  },
  check({ model, connectivity, options, report, notJudged }) {
    const joined = joinedPairs(model, connectivity);
    const unjoined = options.unconnected ? unjoinedPairs(model, joined.pairs) : { pairs: [], cut: false };
    const pairs = [...joined.pairs, ...unjoined.pairs];
    if (pairs.length > 0) {
      const suggester = addressSuggester(model);
      const judge: Judge = { model, connectivity, suggester, users: literalUsers(model), report };
      for (const pair of pairs) reportPair(judge, pair);
    }
    tellUnjudged({ model, connectivity, notJudged, cut: joined.cut || unjoined.cut });
  },
});

function reportPair(judge: Judge, pair: Pair): void {
  const { own, other, joinedBy } = pair;
  const facts = sharedBy(pair);
  const isSecret = anySensitive([...facts.own, ...facts.other]);
  const [ownRanges, otherRanges] = [rangesOf(facts.own), rangesOf(facts.other)];
  const shared = facts.shared.map(formatPrefix);
  const inOrder = own.id < other.id ? [ownRanges, otherRanges] : [otherRanges, ownRanges];
  const isMutual = canMove(own) && canMove(other) && declarationOf(own) !== declarationOf(other);
  judge.report({
    message: joinedBy === 'nothing' ? 'unconnected' : joinedBy === 'everywhere' ? 'everywhere' : 'joined',
    level: joinedBy === 'nothing' ? 'note' : isTolerated(pair) ? 'warning' : 'error',
    ...toldOf(judge, pair, facts),
    subjects: [own.id, other.id].sort(),
    // The ranges stand in the order of the subjects.
    data: {
      ...(isSecret ? { sensitive: true } : { shared, ranges: inOrder }),
      joined: joinedBy !== 'nothing',
    },
    ...(isSecret ? { sensitive: true } : {}),
    ...(isMutual
      ? {
          sides: {
            own: facts.own.map(({ origin }) => origin),
            other: facts.other.map(({ origin }) => origin),
            mirrored: () =>
              toldOf(
                judge,
                { ...pair, own: other, other: own },
                { ...facts, own: facts.other, other: facts.own },
              ),
          },
        }
      : {}),
  });
}

/** What is said of a pair when its own side is to change. */
function toldOf(
  judge: Judge,
  pair: Pair,
  facts: Shared,
): Pick<RuleReport<MessageId>, 'values' | 'at' | 'related' | 'fix'> {
  const { own, other, joinedBy } = pair;
  const path =
    typeof joinedBy === 'string' ? undefined : judge.connectivity.describePath(joinedBy, own.id, other.id);
  const isSecret = anySensitive([...facts.own, ...facts.other]);
  const { repair, fix } = repairOf(judge, pair, facts);
  return {
    values: {
      own: capital(nameHolder(own)) + (isSecret ? '' : ` (${joinWords(rangesOf(facts.own))})`),
      other: nameHolder(other) + (isSecret ? '' : ` (${joinWords(rangesOf(facts.other))})`),
      shared: isSecret ? 'addresses that are marked sensitive' : joinWords(facts.shared.map(formatPrefix)),
      path: path?.text ?? '',
      source: sourceOf(pair),
      repair,
    },
    at: [
      ...[...facts.own, ...facts.other].map(({ origin }) => origin),
      ...(path?.places ?? []).map(({ range }) => range),
    ],
    related: relatedPlaces(pair, facts, path),
    fix,
  };
}

/**
 * AWS lets two peers of one VPC share addresses, unlike Azure and Google, as long as they are not peered themselves;
 * answers can then go to the wrong one (Amazon VPC Peering Guide, configurations with specific routes).
 */
function isTolerated({ own, other, joinedBy }: Pair): boolean {
  if (typeof joinedBy === 'string' || joinedBy.kind !== 'peering') return false;
  if (joinedBy.center === own.id || joinedBy.center === other.id) return false;
  return [own, other].every((holder) => holder.kind === 'network' && holder.cloud === 'aws');
}

/** Who says that every network may have to reach the other holder. */
function sourceOf({ other }: Pair): string {
  return other.observed === true ? other.range.file.path : 'the rule file';
}

/** Networks that code declares can be given other addresses. */
function canMove(holder: Holder): holder is Network {
  return holder.kind === 'network' && holder.observed !== true;
}

/** What to do: the free ranges, where there are some, and the edits that put them in. */
function repairOf(
  judge: Judge,
  { own, other }: Pair,
  facts: Shared,
): { repair: string; fix: Fix | undefined } {
  const none = { repair: `Give ${nameHolder(own)} or ${nameHolder(other)} other addresses.`, fix: undefined };
  // A range that is offered would tell of the secret that it is free of.
  if (anySensitive([...facts.own, ...facts.other])) return none;
  // What comes from one and the same code moves together, and what runs is not moved by this code.
  if (!canMove(own) || declarationOf(own) === declarationOf(other)) return none;
  const offers: (Offer & { readonly within: Prefix })[] = [];
  for (const fact of facts.own) {
    const found = judge.suggester.suggest(own, fact.value, declarationOf(own));
    if (found === undefined) return none;
    offers.push({ fact, ...found });
  }
  const words = offers.map(({ fact, free, within }) => {
    const place = `which is free in ${formatPrefix(within)}`;
    return offers.length === 1
      ? `${formatPrefix(free)}, ${place}`
      : `${formatPrefix(free)} instead of ${formatPrefix(fact.value)}`;
  });
  return {
    repair: `Give ${own.name} ${joinWords(words)}.`,
    fix: fixFor(judge.model, own, offers, judge.users),
  };
}

/** More places than this are not told of one pair. */
const MAX_RELATED = 10;

function relatedPlaces(
  { other }: Pair,
  facts: Shared,
  path: HearingPath | undefined,
): readonly RelatedPlace[] {
  const typed = facts.own.map(({ origin }) => editingRange(origin));
  const isSecret = anySensitive([...facts.own, ...facts.other]);
  const others = facts.other.map(({ value, origin }): RelatedPlace => {
    const range = editingRange(origin);
    if (isSecret) return { message: `the range of ${nameHolder(other)}`, range };
    // Both can come from one place: then the other declaration tells more.
    if (uniqueRanges([...typed, range]).length === uniqueRanges(typed).length) {
      return { message: `${nameHolder(other)} takes the same range from there`, range: other.range };
    }
    return { message: `${nameHolder(other)} has ${formatPrefix(value)}`, range };
  });
  return [...others, ...(path?.places ?? [])].slice(0, MAX_RELATED);
}

function rangesOf(facts: readonly KnownFact<Prefix>[]): readonly string[] {
  return facts.map(({ value }) => formatPrefix(value));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
