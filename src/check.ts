/** The road: from trees to findings. */
import { bindResources } from './bindings/bind-resources.ts';
import { observedFacts, type Observed } from './bindings/inventory/observed-facts.ts';
import type { CheckReport } from './check-report.ts';
import type { Config } from './config/config.ts';
import { declaredRangeDrafts } from './config/declared-ranges.ts';
import { scopeFinder } from './config/scopes.ts';
import { judgeFindings } from './findings/judge.ts';
import type { ChangedLines } from './findings/place.ts';
import { withBuiltBicep } from './languages/arm/bicep/build-unbuilt.ts';
import type { Inventory } from './languages/inventory/read-inventory.ts';
import type { PlanInput } from './languages/terraform/plan/plan.ts';
import { readUnits } from './languages/read-units.ts';
import { buildConnectivity } from './model/build-connectivity.ts';
import { buildModel } from './model/build-model.ts';
import type { EntityKind } from './model/entities.ts';
import type { NetworkModel, Unresolved } from './model/model.ts';
import type { Rule } from './rule/rule.ts';
import { runRules } from './rule/run-rules.ts';
import type { Diagnostic } from './text/diagnostic.ts';
import type { BicepBuilder } from './tree/bicep-build.ts';
import { linkDiagnostics } from './tree/links.ts';
import type { Tree } from './tree/tree.ts';

/** What is read, and what it is judged by. */
export interface CheckInput {
  readonly head: Tree;
  /** Undefined judges the head alone: every finding is then new. */
  readonly base?: Tree | undefined;
  readonly changed?: ChangedLines | undefined;
  /** Folders or files, relative to the root, to which the units are limited; empty takes all. */
  readonly within: readonly string[];
  readonly config: Config;
  readonly rules: readonly Rule[];
  /**
   * Terraform plans of the head. There are none of the base: it is read from its code, and findings are compared by
   * their fingerprints all the same, since a planned unit keeps its id and its addresses.
   */
  readonly plans?: readonly PlanInput[] | undefined;
  /** What runs already, for head and base alike. */
  readonly inventories?: readonly Inventory[] | undefined;
  /** Compiles Bicep files that nobody compiled; without it they are not judged, and a note says so. */
  readonly bicep?: BicepBuilder | undefined;
}

/** How a tree is read. */
export interface ReadInput extends Pick<CheckInput, 'config' | 'within' | 'plans' | 'bicep'> {
  readonly observed?: Observed | undefined;
}

/** What was read of one tree. */
export interface ReadNetwork {
  readonly model: NetworkModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly units: number;
}

/** Kinds that no rule asks about: what is unknown of them would only hide what matters. The model tells it. */
const UNJUDGED_KINDS: ReadonlySet<EntityKind> = new Set([
  'route-table',
  'route',
  'route-table-association',
  'nat-association',
  'security-group',
  'security-rule',
  'security-group-association',
  'service',
  'network-policy',
  'ingress',
]);

/** Judges the head, and with a base tells what is new from what was there. */
export function check(input: CheckInput): CheckReport {
  const reading = { ...input, observed: observedFacts(input.inventories ?? []) };
  const head = readNetwork(input.head, reading);
  const judged = judge(head.model, input);
  const base = input.base && judge(readNetwork(input.base, { ...reading, plans: [] }).model, input);
  const compared = judgeFindings({
    head: judged.findings,
    base: base?.findings,
    changed: input.changed,
    notJudged: judged.notJudged,
  });
  return {
    ...compared,
    notJudged: judged.notJudged,
    unresolved: head.model.unresolved.filter(
      (item) => isAskedFor(head.model, item) && !head.model.inventoryFiles.has(item.range.file),
    ),
    diagnostics: [...head.diagnostics, ...judged.diagnostics],
    model: head.model,
    compared: input.base !== undefined,
    units: head.units,
  };
}

/** Whether a rule could ask for what is unknown. Of clusters only those of AKS are judged. */
function isAskedFor(model: NetworkModel, { kind, entity: id }: Unresolved): boolean {
  if (kind !== undefined && UNJUDGED_KINDS.has(kind)) return false;
  const entity = id === undefined ? undefined : model.get(id);
  if (entity?.kind === 'cluster') return entity.type === 'aks';
  if (entity?.kind !== 'node-pool' || entity.cluster.state !== 'resolved') return true;
  const cluster = model.get(entity.cluster.id);
  return cluster?.kind !== 'cluster' || cluster.type === 'aks';
}

const NOTHING_OBSERVED: Observed = { facts: [], diagnostics: [] };

/** Tree → units → resources → network model. What inventories show becomes a part of it. */
export function readNetwork(tree: Tree, input: ReadInput): ReadNetwork {
  const { config, within, plans = [], observed = NOTHING_OBSERVED } = input;
  const built = withBuiltBicep(tree, { build: input.bicep, within });
  const options = { within, scopeOf: scopeFinder(config.scopes) };
  const { units, diagnostics } = readUnits(built.tree, { ...config.terraform, plans }, options);
  const bound = bindResources(units.flatMap((unit) => unit.resources));
  const model = buildModel([...bound.facts, ...declaredRangeDrafts(config), ...observed.facts]);
  return {
    model,
    diagnostics: [
      ...linkDiagnostics(tree, within),
      ...built.diagnostics,
      ...diagnostics,
      ...bound.diagnostics,
      ...observed.diagnostics,
    ],
    units: units.length,
  };
}

/** Network model → findings. */
function judge(model: NetworkModel, { rules, config }: CheckInput) {
  return runRules({ model, connectivity: buildConnectivity(model), rules, settings: config.rules });
}
