/**
 * Puts targets right once all facts are known: a reference into an instance that is only read, or into a part that
 * nothing bound, tells no more than that deployment decides.
 */
import type { BindingFact, Target } from '../model/draft.ts';
import type { BindingContext } from './binding.ts';
import { isDraft } from './apply-patches.ts';
import { mapTargets } from './map-targets.ts';

/** The facts with targets that lead nowhere for certain turned into unknown ones. */
export function settleTargets(
  facts: readonly BindingFact[],
  context: BindingContext,
): readonly BindingFact[] {
  const bound = new Set<string>();
  for (const fact of facts) {
    // Unread code is known to be there, and nothing that it declares.
    if (fact.kind !== 'gap' && fact.kind !== 'unread-code') bound.add(instanceKey(fact.unit, fact.address));
  }
  const settle = (target: Target): Target => {
    if (target.state !== 'target' || target.reference === undefined || target.key !== undefined)
      return target;
    const { reference, text, origin } = target;
    if (bound.has(instanceKey(reference.unit, reference.address))) return target;
    const instance = context.find(reference);
    // The id of a managed instance of another type is certainly none of the entities: outside, but known.
    if (instance === undefined || (instance.mode === 'managed' && reference.path.length === 0)) return target;
    const code = instance.mode === 'data' ? 'data-source' : 'computed';
    const message = `what ${reference.address} gives is not known before deployment`;
    return { state: 'unknown', reason: { code, message, range: instance.range }, reference, text, origin };
  };
  return facts.map((fact) => (isDraft(fact) ? mapTargets(fact, settle) : fact));
}

function instanceKey(unit: string, address: string): string {
  return `${unit}\0${address}`;
}
