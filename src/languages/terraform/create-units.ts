/** The units of root modules: each with every set of values that it is deployed with. */
import type { ModuleDeclarations } from './declarations.ts';
import { isToolFolder } from './find-roots.ts';
import { displayFolder } from '../paths.ts';
import { inputsOfFiles, prepareUnit, type PreparedUnit } from './prepare-unit.ts';
import type { Reading } from './reading.ts';
import type { ValueFile } from './value-files.ts';
import { findValueFolders, type ValueFolders } from './value-folders.ts';
import { findValueSets, type ValueSet } from './value-sets.ts';

/** One root module is read with no more sets of values than this. */
const MAX_SETS = 100;

/** The units of the root modules in these folders. */
export function createUnits(folders: readonly string[], reading: Reading): readonly PreparedUnit[] {
  const valueFolders = findValueFolders(reading.loader.folders, (folder) => isModule(folder, reading));
  return folders.flatMap((folder) => {
    const declarations = reading.loader.load(folder);
    return declarations === undefined ? [] : unitsOf(declarations, valueFolders, reading);
  });
}

/** Copies of code that tools keep are not loaded for this. */
function isModule(folder: string, { loader }: Reading): boolean {
  return isToolFolder(folder) || declaresSomething(loader.load(folder));
}

function declaresSomething(module: ModuleDeclarations | undefined): boolean {
  if (module === undefined) return false;
  const { variables, locals, resources, calls, outputs, providers, backend, incomplete } = module;
  const named = [variables, locals, resources, calls, outputs, providers];
  return incomplete || backend !== undefined || named.some(({ size }) => size > 0);
}

function unitsOf(
  declarations: ModuleDeclarations,
  valueFolders: ValueFolders,
  reading: Reading,
): readonly PreparedUnit[] {
  const { folder, place } = declarations;
  const paths = reading.loader.folders.get(folder)?.automaticValues ?? [];
  const automatic = paths.map((path) => reading.valueFile(path));
  const sets = setsOf(declarations, automatic, valueFolders, reading);
  if (sets.length > MAX_SETS) {
    const message = `There are ${String(sets.length)} sets of values for this module. The first ${String(MAX_SETS)} are read.`;
    reading.report({ severity: 'warning', code: 'terraform-limit', message, range: place });
  }
  return sets.slice(0, MAX_SETS).map(({ label, files }) => {
    const id = label === '' ? displayFolder(folder) : `${displayFolder(folder)} (${label})`;
    const inputs = inputsOfFiles(declarations, [...automatic, ...files, ...reading.chosenFiles], reading);
    const paths = (): readonly string[] => files.map(({ path }) => path);
    return prepareUnit({ id, folder, label, declarations, inputs, files: paths }, reading);
  });
}

/** Values that somebody names for a module say how it is deployed: no other files of values are looked for then. */
function setsOf(
  declarations: ModuleDeclarations,
  automatic: readonly ValueFile[],
  valueFolders: ValueFolders,
  { options, chosenFiles, loader, valueFile }: Reading,
): readonly ValueSet[] {
  const isOwn = (name: string): boolean => declarations.variables.has(name);
  if (chosenFiles.some(({ names }) => [...names].some(isOwn))) return [{ label: '', files: [] }];
  const given = new Set(options.variables?.keys());
  return findValueSets(declarations, {
    automatic,
    given,
    valueFolders,
    folders: loader.folders,
    readFile: valueFile,
  });
}
