/** Reads Terraform and OpenTofu: from a tree's files to the units that are deployed, with their resources evaluated. */
import type { Tree } from '../../tree/tree.ts';
import type { ReadResult, Unit } from '../unit.ts';
import { collectDiagnostics } from './collect-diagnostics.ts';
import { createUnits } from './create-units.ts';
import { findRoots } from './find-roots.ts';
import { createLoader } from './load-modules.ts';
import { folderOf, isWithin, joinPath } from './paths.ts';
import { createReading, type ValueOptions } from './reading.ts';
import { createTerragruntUnits } from './terragrunt/create-terragrunt-units.ts';

/** What is read, and with which values. */
export interface TerraformOptions extends ValueOptions {
  /** Folders of the root modules. Without it they are found: see `findRoots`. */
  readonly roots?: readonly string[] | undefined;
  /** Folders and files to which the units are limited; empty or missing takes all. A unit lies where its root module does. */
  readonly within?: readonly string[] | undefined;
  /** Which types of resources and data sources are listed; all of them without it. References work to all. */
  readonly wantedTypes?: ((type: string) => boolean) | undefined;
}

/**
 * The units of a tree, ordered by id. A unit is a root module with one set of values for its variables: see
 * `findRoots` and `findValueSets`; or a folder that Terragrunt deploys. Its id is the folder (`.` for the tree's root), followed by the file of values when
 * that is one of several: `env (prod.tfvars)`. Never throws; one broken file costs what stands broken in it.
 */
export function readTerraform(tree: Tree, options: TerraformOptions = {}): ReadResult {
  const diagnostics = collectDiagnostics();
  const loader = createLoader(tree, diagnostics.report);
  const reading = createReading(tree, loader, options, diagnostics.report);
  const named = options.roots?.flatMap((folder) => joinPath('', folder) ?? []);
  const terragrunt = createTerragruntUnits(reading, (folder) => named?.includes(folder) ?? true);
  const taken = new Set(terragrunt.units.map(({ folder }) => folder));
  const roots = (named ?? findRoots(loader, terragrunt.modules)).filter((folder) => !taken.has(folder));
  const prepared = [...terragrunt.units, ...createUnits(roots, reading)].sort((a, b) =>
    compareText(a.id, b.id),
  );
  const isListed = options.wantedTypes ?? (() => true);
  const units = prepared
    .filter(({ folder }) => isWithinAny(folder, options.within ?? []))
    .map((unit): Unit => ({ id: unit.id, dialect: 'terraform', resources: unit.resources(isListed) }));
  return { units, diagnostics: diagnostics.all() };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A path limits the units to those in it; the path of a file to the one whose code or values it is. */
function isWithinAny(folder: string, limits: readonly string[]): boolean {
  if (limits.length === 0) return true;
  return limits.some((limit) => {
    const path = joinPath('', limit);
    return path !== undefined && (isWithin(folder, path) || folderOf(path) === folder);
  });
}
