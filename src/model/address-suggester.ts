/** Suggestions of free ranges, each different from the others, so that all of them can be followed. */
import { lowestFree } from '../ip/free-space.ts';
import { formatPrefix, type Prefix } from '../ip/prefix.ts';
import { EMPTY_SET, prefixSet, spanAtOrAfter, spansOf, unionOf, type PrefixSet } from '../ip/prefix-set.ts';
import { surroundingPlans, takenSpace } from './address-plan.ts';
import type { Network } from './entities.ts';
import type { NetworkModel } from './model.ts';

/** A free range, and the part of the plan in which it lies. */
export interface Suggestion {
  readonly free: Prefix;
  readonly within: Prefix;
}

export interface AddressSuggester {
  /**
   * A range of the same length that could replace a prefix of a network: free in the whole model, in the plan around
   * the network. The same prefix of the same `owner` gets the same answer, another one never gets a range that was
   * suggested before; the owner is the network's id, or what stands for several networks that one line declares.
   * Undefined when there is none, and after 1,000 suggestions.
   */
  suggest(network: Network, prefix: Prefix, owner?: string): Suggestion | undefined;
}

/** Nobody follows more suggestions than this. */
const MAX_SUGGESTIONS = 1000;

/** A suggester for one rule's run; what it suggests depends on the order in which it is asked. */
export function addressSuggester(model: NetworkModel): AddressSuggester {
  const taken = takenSpace(model);
  const answers = new Map<string, Suggestion | undefined>();
  /** Where the search of a length in a plan goes on: below it nothing is free, and nothing becomes free. */
  const cursors = new Map<string, bigint>();
  let suggested: PrefixSet = EMPTY_SET;

  const search = (plan: Prefix, length: number): Prefix | undefined => {
    const cursor = `${formatPrefix(plan)} ${length}`;
    let from = cursors.get(cursor) ?? plan.first;
    let found = lowestFree(plan, taken, length, from);
    while (found !== undefined) {
      const spans = spansOf(suggested, plan.family);
      const span = spans[spanAtOrAfter(spans, found.first)];
      if (span === undefined || span.first > found.last) break;
      from = span.last + 1n;
      found = lowestFree(plan, taken, length, from);
    }
    cursors.set(cursor, found === undefined ? plan.last + 1n : found.first);
    return found;
  };

  const answerTo = (network: Network, prefix: Prefix): Suggestion | undefined => {
    if (answers.size >= MAX_SUGGESTIONS) return undefined;
    for (const within of surroundingPlans(model, network, prefix)) {
      const free = search(within, prefix.length);
      if (free === undefined) continue;
      suggested = unionOf(suggested, prefixSet([free]));
      return { free, within };
    }
    return undefined;
  };

  return {
    suggest(network, prefix, owner = network.id) {
      const question = `${owner}\0${formatPrefix(prefix)}`;
      if (!answers.has(question)) answers.set(question, answerTo(network, prefix));
      return answers.get(question);
    },
  };
}

/** One suggestion by itself; see `AddressSuggester`. */
export function suggestFreePrefix(model: NetworkModel, network: Network, prefix: Prefix): Prefix | undefined {
  return addressSuggester(model).suggest(network, prefix)?.free;
}
