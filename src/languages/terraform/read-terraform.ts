/** Reads Terraform and OpenTofu: from a tree's files to the units that are deployed, with their resources evaluated. */
import type { Tree } from '../../tree/tree.ts';
import type { DeploymentScope, ReadResult, Unit } from '../unit.ts';
import { collectDiagnostics } from './collect-diagnostics.ts';
import { createUnits } from './create-units.ts';
import { findRoots } from './find-roots.ts';
import { createLoader } from './load-modules.ts';
import { createNamedUnits, namedRoots, type NamedUnit } from './named-units.ts';
import { isWithinAny, joinPath } from '../paths.ts';
import { createReading, type ValueOptions } from './reading.ts';
import { judgedFiles } from './judged-files.ts';
import { applyPlans } from './plan/apply-plans.ts';
import type { PlanInput } from './plan/plan.ts';
import type { PreparedUnit } from './prepare-unit.ts';
import { createStackUnits } from './stacks/create-stack-units.ts';
import { createTerragruntUnits } from './terragrunt/create-terragrunt-units.ts';

/** What is read, and with which values. */
export interface TerraformOptions extends ValueOptions {
  /** Folders of the root modules. Without it they are found: see `findRoots`. */
  readonly roots?: readonly string[] | undefined;
  /** Units with the values that they are deployed with. For their root modules none are looked for. */
  readonly units?: readonly NamedUnit[] | undefined;
  /** Folders and files to which the units are limited; empty or missing takes all. A unit lies where its root module does. */
  readonly within?: readonly string[] | undefined;
  /** Which types of resources and data sources are listed; all of them without it. References work to all. */
  readonly wantedTypes?: ((type: string) => boolean) | undefined;
  /** Where the units of a folder, or of a file of values, are deployed, as far as the code leaves it open. */
  readonly scopeOf?: ((path: string) => DeploymentScope | undefined) | undefined;
  /** Plans that take the place of the units that they were made of: see `applyPlans`. */
  readonly plans?: readonly PlanInput[] | undefined;
}

/**
 * The units of a tree, ordered by id. A unit is a root module with one set of values for its variables: see
 * `findRoots` and `findValueSets`; or a folder that Terragrunt deploys, or a component of a deployment of a stack. Its
 * id is the folder (`.` for the tree's root), followed by the file of values when that is one of several:
 * `env (prod.tfvars)`, or by deployment and component: `stack (prod/network)`. With `within`, what is wrong is told of
 * the files of the units that are read and of those that lie in it. Never throws; one broken file costs what stands broken in it.
 */
export function readTerraform(tree: Tree, options: TerraformOptions = {}): ReadResult {
  const diagnostics = collectDiagnostics();
  const loader = createLoader(tree, diagnostics.report);
  const reading = createReading(tree, loader, options, diagnostics.report);
  const named = options.roots?.flatMap((folder) => joinPath('', folder) ?? []);
  const unitRoots = namedRoots(options.units ?? []);
  const isFree = (folder: string): boolean => !unitRoots.has(folder);
  const isRoot = (folder: string): boolean => isFree(folder) && (named?.includes(folder) ?? true);
  const terragrunt = createTerragruntUnits(reading, isRoot);
  const stacks = createStackUnits(reading, isRoot);
  const taken = new Set([...terragrunt.units, ...stacks.units].map(({ folder }) => folder));
  const called = new Set([...terragrunt.modules, ...stacks.modules]);
  const roots = (named ?? findRoots(loader, called)).filter((folder) => isFree(folder) && !taken.has(folder));
  const prepared = [
    ...createNamedUnits(options.units ?? [], reading),
    ...terragrunt.units,
    ...stacks.units,
    ...createUnits(roots, reading),
  ].sort((a, b) => compareText(a.id, b.id));
  const limits = options.within ?? [];
  const inScope = prepared.filter(({ folder }) => isWithinAny(folder, limits));
  const isListed = options.wantedTypes ?? (() => true);
  const read = inScope.map((unit) => ({
    folder: unit.folder,
    root: unit.root,
    unit: { id: unit.id, dialect: 'terraform', resources: unit.resources(isListed) } satisfies Unit,
  }));
  const aboutPlans = collectDiagnostics();
  const scopes = new Map(inScope.map((unit) => [unit.id, scopeFor(unit, options)]));
  const units = applyPlans(read, options.plans ?? [], isListed, aboutPlans.report).map((unit) =>
    withScope(unit, scopes.get(unit.id)),
  );
  const isJudged = limits.length === 0 ? (): boolean => true : judgedFiles(inScope, limits, reading);
  const aboutCode = diagnostics.all().filter(({ range }) => isJudged(range.file.path));
  return { units, diagnostics: [...aboutCode, ...aboutPlans.all()] };
}

/** What its own files of values say counts more than its folder. */
function scopeFor(unit: PreparedUnit, { scopeOf }: TerraformOptions): DeploymentScope | undefined {
  if (unit.scope !== undefined || scopeOf === undefined) return unit.scope;
  const own = unit.files().map((file) => scopeOf(file));
  return own.findLast((scope) => scope !== undefined) ?? scopeOf(unit.folder);
}

/** The scope holds for what the standard configurations of providers deploy: others are there to deploy elsewhere. */
function withScope(unit: Unit, scope: DeploymentScope | undefined): Unit {
  if (scope === undefined) return unit;
  const isElsewhere = (provider = ''): boolean => provider.includes('.');
  const resources = unit.resources.map((resource) =>
    isElsewhere(resource.provider) ? resource : { ...resource, scope },
  );
  return { ...unit, resources };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
