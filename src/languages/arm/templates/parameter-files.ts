/** Which parameter files belong to a template. */
import type { Tree } from '../../../tree/tree.ts';
import { baseName, folderOf } from '../../paths.ts';
import { usedTemplate } from '../bicep/unbuilt-files.ts';
import type { Template } from './deployment.ts';
import { memberNode, membersByName } from './members.ts';
import type { ParameterFile } from './template-files.ts';

/** The folders beside a template in which parameter files are kept as well. */
const FOLDERS = /^(?:parameters|params)$/i;

/**
 * The parameter files of each template, ordered by path. A file that was compiled from a `.bicepparam` belongs to what
 * that names; `X.parameters.json`, `X.prod.parameters.json` and `X.parameters.prod.json` to `X.json`, beside it or in a
 * folder `parameters`; any other one to the only template there, when that declares all that the file sets.
 */
export function pairParameterFiles(
  tree: Tree,
  templates: readonly Template[],
  files: readonly ParameterFile[],
): ReadonlyMap<Template, readonly ParameterFile[]> {
  const byFolder = new Map<string, Template[]>();
  const byPath = new Map<string, Template>();
  for (const template of templates) {
    const folder = folderOf(template.file.path);
    byPath.set(template.file.path, template);
    const known = byFolder.get(folder);
    if (known === undefined) byFolder.set(folder, [template]);
    else known.push(template);
  }
  const pairs = new Map<Template, ParameterFile[]>();
  for (const file of files) {
    const template = templateOf(tree, file, byPath, byFolder);
    if (template === undefined) continue;
    const known = pairs.get(template);
    if (known === undefined) pairs.set(template, [file]);
    else known.push(file);
  }
  return pairs;
}

function templateOf(
  tree: Tree,
  file: ParameterFile,
  byPath: ReadonlyMap<string, Template>,
  byFolder: ReadonlyMap<string, readonly Template[]>,
): Template | undefined {
  const { path } = file.file;
  const used =
    usedTemplate(tree, path.replace(/(?:\.parameters)?\.json$/i, '.bicepparam')) ??
    usedTemplate(tree, path.replace(/\.json$/i, '.bicepparam'));
  if (used !== undefined && byPath.has(used)) return byPath.get(used);
  const folder = folderOf(path);
  const around = FOLDERS.test(baseName(folder)) ? folderOf(folder) : undefined;
  for (const place of around === undefined ? [folder] : [folder, around]) {
    const beside = (byFolder.get(place) ?? []).filter((template) => declaresAll(template, file));
    const named = longestNamed(beside, path, place === around);
    if (named !== undefined) return named;
    if (beside.length === 1 && (byFolder.get(place)?.length ?? 0) === 1) return beside[0];
  }
  return undefined;
}

/** The template whose name begins that of the parameter file; of several the one with the longest name. */
function longestNamed(
  templates: readonly Template[],
  path: string,
  mayBeEqual: boolean,
): Template | undefined {
  const name = stemOf(path);
  let found: Template | undefined;
  for (const template of templates) {
    const stem = stemOf(template.file.path);
    const isNamed =
      name.startsWith(`${stem}.`) || name.startsWith(`${stem}-param`) || (mayBeEqual && name === stem);
    if (isNamed && stem.length > (found === undefined ? -1 : stemOf(found.file.path).length))
      found = template;
  }
  return found;
}

function stemOf(path: string): string {
  return baseName(path)
    .replace(/\.jsonc?$/i, '')
    .toLowerCase();
}

/** Azure refuses a parameter that the template does not declare, so such a file is for another one. */
function declaresAll({ root }: Template, file: ParameterFile): boolean {
  const declared = membersByName(memberNode(root, 'parameters'));
  return [...membersByName(memberNode(file.root, 'parameters')).keys()].every((name) => declared.has(name));
}
