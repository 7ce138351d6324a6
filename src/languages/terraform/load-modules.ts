/** The modules of a tree: each folder's code is parsed once, when it is first asked for. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { startOfFile } from '../../text/range.ts';
import { SourceFile } from '../../text/source-file.ts';
import { readSource } from '../../tree/source-text.ts';
import type { Tree } from '../../tree/tree.ts';
import { parseHcl } from '../hcl/parse-hcl.ts';
import type { Layer } from './content.ts';
import type { ModuleDeclarations } from './declarations.ts';
import { listFolders, type FolderFiles } from './folder-files.ts';
import { parseJsonFile } from './json-files.ts';
import { readDeclarations } from './read-declarations.ts';

/** The module code that a tree holds. */
export interface ModuleLoader {
  /** Every folder with Terraform files, ordered by path. */
  readonly folders: ReadonlyMap<string, FolderFiles>;
  /** What a folder declares; undefined when it holds no module code. */
  load(folder: string): ModuleDeclarations | undefined;
}

/** A loader for a tree. What is wrong with a folder's code is reported once, when it is loaded. */
export function createLoader(tree: Tree, report: (diagnostic: Diagnostic) => void): ModuleLoader {
  const folders = listFolders(tree);
  const loaded = new Map<string, ModuleDeclarations | undefined>();
  return {
    folders,
    load(folder) {
      if (!loaded.has(folder)) loaded.set(folder, loadFolder(folder, folders.get(folder), tree, report));
      return loaded.get(folder);
    },
  };
}

function loadFolder(
  folder: string,
  files: FolderFiles | undefined,
  tree: Tree,
  report: (diagnostic: Diagnostic) => void,
): ModuleDeclarations | undefined {
  const first = files?.code[0];
  if (files === undefined || first === undefined) return undefined;
  let incomplete = false;
  const noticing = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === 'error') incomplete = true;
    report(diagnostic);
  };
  const code = files.code.flatMap((path) => parseFile(tree, path, 'code', noticing));
  const overrides = files.overrides.flatMap((path) => parseFile(tree, path, 'code', noticing));
  const place = startOfFile(code[0]?.file ?? new SourceFile(first, ''));
  return readDeclarations({ folder, place, code, overrides, incomplete }, report);
}

/** The body of a file of module code, or of values. Empty when the file cannot be read; the reason is reported. */
export function parseFile(
  tree: Tree,
  path: string,
  kind: 'code' | 'values',
  report: (diagnostic: Diagnostic) => void,
): readonly Layer[] {
  const source = readSource(tree, path);
  if (source?.file === undefined) {
    if (source !== undefined) report(source.diagnostic);
    return [];
  }
  if (path.endsWith('.json')) return parseJsonFile(source.file, kind, report);
  const { body, diagnostics } = parseHcl(source.file);
  for (const diagnostic of diagnostics) report(diagnostic);
  return [{ file: source.file, body }];
}
