/** A draft together with what inventories tell of the same thing. */
import type { Draft } from './draft.ts';
import type { Identified } from './entity-id.ts';
import { keyText, type NameKey } from './name-key.ts';

/** The item with the names of the others, and with their live state where it has none. */
export function withSeen(item: Identified, others: readonly Identified[]): Identified {
  const drafts = others.flatMap(({ draft, seen = [] }) => [draft, ...seen]);
  const keys = eachOnce([...item.draft.keys, ...drafts.flatMap((draft) => draft.keys)]);
  return {
    ...item,
    draft: withLiveState({ ...item.draft, keys }, drafts),
    seen: [...(item.seen ?? []), ...drafts],
  };
}

function eachOnce(keys: readonly NameKey[]): readonly NameKey[] {
  return [...new Map(keys.toReversed().map((key) => [keyText(key), key])).values()].reverse();
}

function withLiveState(draft: Draft, others: readonly Draft[]): Draft {
  if (draft.kind !== 'peering' || draft.liveState !== undefined) return draft;
  for (const other of others) {
    if (other.kind === 'peering' && other.liveState !== undefined)
      return { ...draft, liveState: other.liveState };
  }
  return draft;
}
