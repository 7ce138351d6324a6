/** Units that somebody names: which root module, with which values. Nothing else is looked for in their folders then. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import type { DeploymentScope } from '../unit.ts';
import type { ModuleDeclarations } from './declarations.ts';
import { displayFolder, joinPath, relativePath } from '../paths.ts';
import { inputsOfFiles, prepareUnit, type PreparedUnit } from './prepare-unit.ts';
import type { Reading } from './reading.ts';
import type { PlacedText } from './value-files.ts';

/** One unit as it is named. Paths count from the tree's root; every place is where the word stands. */
export interface NamedUnit {
  readonly root: PlacedText;
  /** Later ones win, and all of them win over the files that hold for all units. */
  readonly varFiles: readonly PlacedText[];
  /** What stands in brackets behind the folder; else the last file, the workspace, or nothing. */
  readonly name: string | undefined;
  /** Win over everything else. */
  readonly variables: ReadonlyMap<string, PlacedText>;
  readonly workspace: string | undefined;
  /** Where it is deployed, as far as the code leaves it open. */
  readonly scope?: DeploymentScope | undefined;
  readonly place: Range;
}

/** The folders of the root modules of named units. */
export function namedRoots(named: readonly NamedUnit[]): ReadonlySet<string> {
  return new Set(named.flatMap(({ root }) => joinPath('', root.text) ?? []));
}

/**
 * The named units. One whose root module or one of whose files does not exist is reported and left out: without them
 * it would be read with values that nobody deploys.
 */
export function createNamedUnits(named: readonly NamedUnit[], reading: Reading): readonly PreparedUnit[] {
  const units = new Map<string, PreparedUnit>();
  for (const each of named) {
    const unit = createNamedUnit(each, reading);
    if (unit === undefined) continue;
    if (units.has(unit.id)) {
      const message = `There is already a unit ${unit.id}. This one is left out: give it another name.`;
      report('terraform-duplicate-unit', message, each.place, reading);
    } else {
      units.set(unit.id, unit);
    }
  }
  return [...units.values()];
}

function createNamedUnit(named: NamedUnit, reading: Reading): PreparedUnit | undefined {
  const folder = joinPath('', named.root.text);
  const declarations = folder === undefined ? undefined : reading.loader.load(folder);
  if (folder === undefined || declarations === undefined) {
    const message = `There is no module code in ${named.root.text}. The unit is left out.`;
    report('terraform-missing-root', message, named.root.place, reading);
    return undefined;
  }
  const files = existingFiles(named, reading);
  if (files === undefined) return undefined;
  reportUndeclared(named, declarations, reading);
  const last = files.at(-1);
  const label = named.name ?? (last === undefined ? (named.workspace ?? '') : relativePath(folder, last));
  const automatic = reading.loader.folders.get(folder)?.automaticValues ?? [];
  const values = [
    ...automatic.map(reading.valueFile),
    ...reading.chosenFiles,
    ...files.map(reading.valueFile),
  ];
  const prepared = prepareUnit(
    {
      id: label === '' ? displayFolder(folder) : `${displayFolder(folder)} (${label})`,
      folder,
      label,
      declarations,
      inputs: inputsOfFiles(declarations, values, reading, named.variables),
      workspace: named.workspace,
      files: () => files,
    },
    reading,
  );
  return { ...prepared, scope: named.scope };
}

/** The paths of the files of values; undefined when one of them does not exist. */
function existingFiles({ varFiles }: NamedUnit, reading: Reading): readonly string[] | undefined {
  const paths = varFiles.map(({ text }) => joinPath('', text));
  const missing = varFiles.filter((_, index) => !reading.has(paths[index]));
  for (const { text, place } of missing) {
    const message = `There is no file of values ${text}. The unit is left out.`;
    report('terraform-missing-file', message, place, reading);
  }
  return missing.length > 0 ? undefined : paths.flatMap((path) => path ?? []);
}

function reportUndeclared(named: NamedUnit, declarations: ModuleDeclarations, reading: Reading): void {
  if (declarations.incomplete) return;
  for (const [name, { place }] of named.variables) {
    if (declarations.variables.has(name)) continue;
    const message = `The module in ${displayFolder(declarations.folder)} has no variable "${name}".`;
    report('terraform-undeclared', message, place, reading);
  }
}

function report(code: string, message: string, range: Range, reading: Reading): void {
  const diagnostic: Diagnostic = { severity: 'warning', code, message, range };
  reading.report(diagnostic);
}
