/** Finds the Bicep files that are deployed and that nobody compiled. */
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { folderOf, isFileWithinAny, joinPath } from '../../paths.ts';
import type { BicepFile } from './declaration.ts';
import { scanBicep } from './scan-bicep.ts';

/** A Bicep file without compiled JSON beside it. */
export interface UnbuiltFile {
  readonly path: string;
  /** The path that its compiled JSON would have. */
  readonly jsonPath: string;
}

/** Folders with copies of other people's code. */
const COPIES = /(?:^|\/)(?:node_modules|vendor)\//;

/**
 * The `.bicep` files that deploy something, are no module of another one and have no compiled template beside them, and
 * the `.bicepparam` files without a compiled parameter file; those within `within`, ordered by path.
 */
export function bicepFilesWithoutJson(tree: Tree, within: readonly string[] = []): readonly UnbuiltFile[] {
  const paths = tree.entries.flatMap(({ path }) =>
    /\.bicep(?:param)?$/.test(path) && !COPIES.test(path) ? [path] : [],
  );
  if (paths.length === 0) return [];
  const present = new Set(tree.entries.map(({ path }) => path));
  tree.prefetch([...paths, ...paths.flatMap(compiledPaths).filter((json) => present.has(json))]);
  const modules = new Set<string>();
  const candidates: UnbuiltFile[] = [];
  for (const path of paths) {
    const source = readSource(tree, path)?.file;
    if (source === undefined) continue;
    const scanned = scanBicep(source);
    for (const module of modulesOf(scanned)) modules.add(module);
    if (!isFileWithinAny(path, within)) continue;
    const isParameterFile = path.endsWith('.bicepparam');
    if (!isParameterFile && !deploysSomething(scanned)) continue;
    const compiled = compiledPaths(path);
    const schema = isParameterFile ? 'deploymentParameters.json' : 'eploymentTemplate.json';
    if (compiled.some((json) => present.has(json) && textOf(tree, json).includes(schema))) continue;
    candidates.push({ path, jsonPath: compiled[0] ?? path });
  }
  return candidates.filter(({ path }) => !modules.has(path));
}

/** Where the compiled JSON of a Bicep file can lie, the usual path first. */
function compiledPaths(path: string): readonly string[] {
  const stem = path.replace(/\.[^.]*$/, '');
  return path.endsWith('.bicepparam') ? [`${stem}.parameters.json`, `${stem}.json`] : [`${stem}.json`];
}

function textOf(tree: Tree, path: string): string {
  return readSource(tree, path)?.file?.text ?? '';
}

function modulesOf({ file, mentions }: BicepFile): readonly string[] {
  return mentions.flatMap(({ kind, path }) => {
    const module = kind === 'module' ? joinPath(folderOf(file.path), path) : undefined;
    return module === undefined || module === file.path ? [] : [module];
  });
}

function deploysSomething({ declarations }: BicepFile): boolean {
  return declarations.some(
    ({ kind, isExisting }) => kind === 'module' || (kind === 'resource' && !isExisting),
  );
}

/** The template that a `.bicepparam` file is for: the path of the compiled JSON of what its `using` names. */
export function usedTemplate(tree: Tree, parameterPath: string): string | undefined {
  const file = readSource(tree, parameterPath)?.file;
  if (file === undefined) return undefined;
  const using = scanBicep(file).mentions.find(({ kind }) => kind === 'using');
  const path = using && joinPath(folderOf(parameterPath), using.path);
  return path?.replace(/\.bicep$/, '.json');
}
