/** Values of a template that were typed in other files than its Bicep file: loaded content, imported variables. */
import { rangeOf, type Range } from '../../../text/range.ts';
import type { SourceFile, Span } from '../../../text/source-file.ts';
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { parseJson } from '../../json/parse-json.ts';
import { folderOf, joinPath } from '../../paths.ts';
import type { BicepDeclaration, BicepFile, BicepMention } from './declaration.ts';
import { jsonEntries, type JsonEntry } from './json-literals.ts';
import { scanBicep } from './scan-bicep.ts';

/** A declaration in the file from which it is taken over. */
export interface ImportedDeclaration {
  readonly bicep: BicepFile;
  readonly declaration: BicepDeclaration;
}

/** No more imported or loaded files than this are looked into for one template. */
const MAX_FILES = 50;

/**
 * The variable of an imported file that became `name`, which is `_1.x` behind `import *`, or the parameter of the file
 * that a parameter file extends; undefined when several fit.
 */
export function importedDeclaration(
  tree: Tree,
  bicep: BicepFile,
  kind: 'var' | 'param',
  name: string,
): ImportedDeclaration | undefined {
  const wanted = name.replace(/^_\d+\./, '');
  const files = mentionedFiles(tree, bicep, kind === 'var' ? 'import' : 'extends');
  const found = files.flatMap((file) => {
    const imported = scanBicep(file);
    const declaration = imported.declarations.find((one) => one.kind === kind && one.name === wanted);
    return declaration === undefined ? [] : [{ bicep: imported, declaration }];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a variable of a template holds the content of a file. */
export function isLoadedContent(name: string): boolean {
  return name.startsWith('$fxv#');
}

/** What a Bicep file loads. */
interface Loads {
  readonly files: readonly SourceFile[];
  /** The only path that is loaded, where it is one. */
  readonly only: BicepMention | undefined;
}

const loadsOfFiles = new WeakMap<BicepFile, Loads>();
const contentsOfFiles = new WeakMap<SourceFile, ReadonlyMap<string, Span>>();

/**
 * Where an entry of a variable with loaded content stands in a loaded JSON file: the only one that says the same at the
 * same path. Else the `load…()` that must have loaded it; undefined when it could be several.
 */
export function loadedPlace(tree: Tree, bicep: BicepFile, entry: JsonEntry | undefined): Range | undefined {
  const { files, only } = loadsOf(tree, bicep);
  const places = files.flatMap((file) => {
    const span = entry && contentOf(file).get(contentKey(entry));
    return span === undefined ? [] : [rangeOf(file, span)];
  });
  if (places.length === 1) return places[0];
  return only && rangeOf(bicep.file, only);
}

function loadsOf(tree: Tree, bicep: BicepFile): Loads {
  const known = loadsOfFiles.get(bicep);
  if (known !== undefined) return known;
  const byPath = new Map(bicep.mentions.flatMap((one) => (one.kind === 'load' ? [[one.path, one]] : [])));
  const [only] = byPath.values();
  const loads = { files: mentionedFiles(tree, bicep, 'load'), only: byPath.size === 1 ? only : undefined };
  loadsOfFiles.set(bicep, loads);
  return loads;
}

function contentKey({ path, key }: JsonEntry): string {
  return `${path}\0${key ?? ''}`;
}

/** The places in a JSON file by path and literal. */
function contentOf(file: SourceFile): ReadonlyMap<string, Span> {
  const known = contentsOfFiles.get(file);
  if (known !== undefined) return known;
  const { root } = parseJson(file, { comments: true });
  const spans = new Map<string, Span>();
  if (root !== undefined) {
    const whole = {
      kind: 'var',
      name: '',
      node: root,
      template: undefined,
      start: -1,
      end: root.end,
    } as const;
    for (const entry of jsonEntries(whole, file, false)) {
      if (entry.key !== undefined) spans.set(contentKey(entry), entry);
    }
  }
  contentsOfFiles.set(file, spans);
  return spans;
}

/** The files of the tree that a Bicep file names in one way, each once. */
function mentionedFiles(tree: Tree, bicep: BicepFile, wanted: BicepMention['kind']): readonly SourceFile[] {
  const files = new Set<SourceFile>();
  for (const { kind, path } of bicep.mentions) {
    if (kind !== wanted || files.size >= MAX_FILES) continue;
    const full = joinPath(folderOf(bicep.file.path), path);
    if (full === undefined || !/\.(?:bicep|bicepparam|json|jsonc)$/i.test(full)) continue;
    const file = readSource(tree, full)?.file;
    if (file !== undefined) files.add(file);
  }
  return [...files];
}
