/** Free ranges for the networks that have to move: each of them once, however many pairs they are part of. */
import { nextFree } from '../../src/ip/free-space.ts';
import { formatPrefix, type Prefix } from '../../src/ip/prefix.ts';
import { prefixSet, unionOf, type PrefixSet } from '../../src/ip/prefix-set.ts';
import { surroundingPlans, takenSpace } from '../../src/model/address-plan.ts';
import type { Network } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { declarationOf } from './fix.ts';

/** A free range, and the part of the plan in which it lies. */
export interface FreeRange {
  readonly free: Prefix;
  readonly within: Prefix;
}

/** More ranges than this are not looked for in one model: every search goes through the whole plan. */
const MAX_OFFERS = 500;

/** Gives out free ranges. What it gave is taken for the next one. */
export class Offers {
  readonly #model: NetworkModel;
  readonly #given = new Map<string, FreeRange | undefined>();
  #taken: PrefixSet;

  constructor(model: NetworkModel) {
    this.#model = model;
    this.#taken = takenSpace(model);
  }

  /** The next free range of the size of one of the network's own, in the plan around it; the same for every call. */
  offer(network: Network, prefix: Prefix): FreeRange | undefined {
    const key = `${declarationOf(network)}\0${formatPrefix(prefix)}`;
    if (!this.#given.has(key)) this.#given.set(key, this.#find(network, prefix));
    return this.#given.get(key);
  }

  #find(network: Network, prefix: Prefix): FreeRange | undefined {
    if (this.#given.size >= MAX_OFFERS) return undefined;
    for (const within of surroundingPlans(this.#model, network, prefix)) {
      const free = nextFree([within], this.#taken, prefix.length);
      if (free === undefined) continue;
      this.#taken = unionOf(this.#taken, prefixSet([free]));
      return { free, within };
    }
    return undefined;
  }
}
