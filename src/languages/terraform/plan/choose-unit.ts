/** Which unit a plan was made of. */
import type { Resource, Unit } from '../../unit.ts';
import type { Module } from '../module.ts';
import { indexCode, type CodeIndex } from './code-index.ts';
import { membersOf } from './json-members.ts';
import type { PlanInput } from './plan.ts';
import { sameValue } from './same-value.ts';

/** A unit that a plan can belong to. */
export interface PlanTarget {
  readonly unit: Unit;
  readonly folder: string;
  /** The root module, where its code was read. */
  readonly root: Module | undefined;
}

/** A unit with its code by address. */
export interface IndexedTarget extends PlanTarget {
  readonly code: CodeIndex;
}

/** A unit as a plan's target. */
export function indexTarget(target: PlanTarget): IndexedTarget {
  return { ...target, code: indexCode(target.unit.resources, target.root) };
}

/** How well a unit fits: first by what is declared, then by what the values are. */
interface Fit {
  readonly target: IndexedTarget;
  readonly matches: number;
  readonly declared: number;
  readonly agreement: number;
}

/**
 * The unit whose instances have the plan's addresses, and of several the one whose values agree best; the only unit
 * that there is, when no address fits. Several that fit equally well are all given: it cannot be told.
 */
export function chooseUnit(input: PlanInput, targets: readonly IndexedTarget[]): readonly IndexedTarget[] {
  const candidates = targets.filter(({ folder }) => folder === (input.folder ?? folder));
  const fits = candidates.map((target) => fitOf(input, target));
  const matching = fits.filter(({ matches }) => matches > 0);
  if (matching.length === 0) return candidates.length === 1 ? candidates : [];
  const byAddress = best(matching, ({ declared }) => declared);
  return best(byAddress, ({ agreement }) => agreement).map(({ target }) => target);
}

function best(fits: readonly Fit[], score: (fit: Fit) => number): readonly Fit[] {
  const highest = fits.reduce((most, fit) => Math.max(most, score(fit)), -Infinity);
  return fits.filter((fit) => score(fit) === highest);
}

function fitOf({ plan }: PlanInput, target: IndexedTarget): Fit {
  let matches = 0;
  let agreement = 0;
  const met = new Set<Resource>();
  for (const { address, mode, type, name, values } of plan.instances) {
    const resource = target.code.instance(address);
    if (resource === undefined) {
      if (target.code.block({ address, mode, type, name }) !== undefined) matches++;
      continue;
    }
    matches++;
    met.add(resource);
    for (const [attribute, node] of membersOf(values.known)) {
      const value = resource.attributes.entries.get(attribute);
      if (value === undefined || value.kind === 'unknown') continue;
      agreement += sameValue(node, value) ? 1 : -1;
    }
  }
  const missing = target.unit.resources.filter(
    (resource) =>
      resource.mode === 'managed' &&
      resource.possible === undefined &&
      !met.has(resource) &&
      !plan.gone.has(resource.address),
  ).length;
  return { target, matches, declared: matches - missing, agreement };
}
