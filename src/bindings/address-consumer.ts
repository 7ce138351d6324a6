/** What takes addresses of a subnet without being an entity of its own kind. */
import type { Target } from '../model/draft.ts';
import type { Fact } from '../values/fact.ts';
import type { DraftOf } from './binding.ts';
import type { EntityHead } from './entity-head.ts';

/** A consumer of addresses; `what` names it in the reader's words. */
export function addressConsumerDraft(
  head: EntityHead,
  subnet: Target,
  what: string,
  addresses: Fact<number>,
): DraftOf<'address-consumer'> {
  return { ...head, kind: 'address-consumer', subnet, what, addresses };
}
