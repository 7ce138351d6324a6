/** Azure's DNS forwarding rule sets: their rules and links are resources of their own, here joined to the set. */
import type { Address } from '../../ip/address.ts';
import type { Gap, Target } from '../../model/draft.ts';
import type { FactList } from '../../model/entities.ts';
import { mapFact, type Fact } from '../../values/fact.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import { patchOf, type BindingContext, type DraftOf, type Merger, type Patch } from '../binding.ts';
import { normalDomain } from '../domain-name.ts';
import type { EntityHead } from '../entity-head.ts';
import { listIfCertain, stringFact, undecidedFact, unresolvedList } from '../read-facts.ts';
import { targetIfCertain } from '../read-targets.ts';

type ForwardingRule = DraftOf<'dns-forwarding'>['rules'][number];

/** A rule set before its rules and links are known. */
export function forwardingDraft(head: EntityHead): DraftOf<'dns-forwarding'> {
  return { ...head, kind: 'dns-forwarding', networks: [], rules: [] };
}

const RULES: Merger<'dns-forwarding', ForwardingRule> = {
  entityKind: 'dns-forwarding',
  merge: (draft, rules) => ({ ...draft, rules: [...draft.rules, ...rules] }),
};

const NETWORKS: Merger<'dns-forwarding', Target> = {
  entityKind: 'dns-forwarding',
  merge: (draft, networks) => ({ ...draft, networks: [...draft.networks, ...networks] }),
};

/** What a rule says, read from whatever syntax. */
export interface ForwardingRuleValues {
  readonly ruleset: Target;
  readonly domain: Value | undefined;
  readonly servers: FactList<Address>;
  /** Whether the rule is in force; absent means that it is. */
  readonly enabled: Fact<boolean>;
  /** Stands for the rule when its set is not in what was read. */
  readonly gap: Gap;
}

/**
 * Adds a rule to its set; one that is off adds nothing. Of one that may not exist only the domain is told: whether
 * queries go to its servers is not known.
 */
export function forwardingRulePatch(
  context: BindingContext,
  head: EntityHead,
  values: ForwardingRuleValues,
): readonly Patch[] {
  const { ruleset, enabled, gap } = values;
  if (enabled.state === 'known' && !enabled.value) return [];
  const doubt = head.possible ?? (enabled.state === 'unknown' ? enabled.reason : undefined);
  const rule: ForwardingRule = {
    domain: mapFact(stringFact(context, values.domain, head.range), normalDomain),
    servers: listIfCertain(values.servers, doubt, head.range),
  };
  const doubted = (reason: UnknownReason): ForwardingRule => ({
    ...rule,
    servers: listIfCertain(values.servers, reason, head.range),
  });
  return [patchOf(RULES, rule, { unit: head.unit, target: ruleset, otherwise: [gap] }, doubted)];
}

/**
 * Adds a network to a rule set. Where the set is not in what was read the network follows rules that nobody sees: any
 * of its queries may go elsewhere.
 */
export function forwardingLinkPatch(head: EntityHead, ruleset: Target, network: Target): Patch {
  const linked = targetIfCertain(network, head.possible);
  const unseen = undecidedFact('the forwarding rule set is not in what was read', head.range, 'outside');
  const alone: DraftOf<'dns-forwarding'> = {
    ...forwardingDraft({ ...head, keys: [] }),
    networks: [network],
    rules: [{ domain: unseen, servers: unresolvedList(unseen) }],
  };
  return patchOf(NETWORKS, linked, { unit: head.unit, target: ruleset, otherwise: [alone] });
}
