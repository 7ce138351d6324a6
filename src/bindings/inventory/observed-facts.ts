/** From inventories to facts of the model that say that they were observed. */
import type { Inventory } from '../../languages/inventory/read-inventory.ts';
import type { BindingFact } from '../../model/draft.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { bindResources } from '../bind-resources.ts';
import { undecidedFact, unresolvedList } from '../read-facts.ts';

/** What inventories show. */
export interface Observed {
  readonly facts: readonly BindingFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The facts of inventories, bound by themselves: nothing in them changes what code declares. */
export function observedFacts(inventories: readonly Inventory[]): Observed {
  const bound = bindResources(inventories.flatMap(({ unit }) => unit.resources));
  return {
    facts: bound.facts.map(asObserved),
    diagnostics: [...inventories.flatMap(({ diagnostics }) => diagnostics), ...summaries(bound.diagnostics)],
  };
}

function asObserved(fact: BindingFact): BindingFact {
  if (fact.kind === 'alias' || fact.kind === 'gap') return fact;
  if (fact.kind !== 'network' || fact.cloud !== 'gcp' || fact.addressSpace.items.length > 0) {
    return { ...fact, observed: true };
  }
  const unseen = undecidedFact('the inventory does not list its subnets', fact.range, 'outside');
  return { ...fact, observed: true, addressSpace: unresolvedList(unseen) };
}

/** One message a file and kind of fault: nobody mends an export line by line. */
function summaries(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = new Map<string, { readonly first: Diagnostic; count: number }>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.range.file.path}\0${diagnostic.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: diagnostic, count: 1 });
    else group.count++;
  }
  return [...groups.values()].map(({ first, count }) => {
    const more = count === 1 ? '' : ` There are ${count - 1} more of these in this inventory.`;
    return { ...first, severity: 'warning', message: `${first.message}${more}` };
  });
}
