/** Template and parameter files, read and parsed. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { MAX_DOCUMENT_VALUES, parseJson, type JsonObject } from '../../json/parse-json.ts';
import { templatePlaces, type TemplatePlaces } from '../bicep/places.ts';
import type { Template } from './deployment.ts';
import { memberNode } from './members.ts';
import { kindOfDocument } from './schema.ts';

/** A parameter file. */
export interface ParameterFile {
  readonly file: SourceFile;
  readonly root: JsonObject;
  readonly places: TemplatePlaces;
}

/** What a file turned out to be. */
interface ReadFile {
  readonly template?: Template | undefined;
  readonly parameters?: ParameterFile | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads files of one tree, each once. */
export class TemplateFiles {
  readonly #tree: Tree;
  readonly #read = new Map<string, ReadFile>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** What a file is; undefined when the tree has no such text file. */
  at(path: string): ReadFile | undefined {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const file = readSource(this.#tree, path)?.file;
    return file === undefined ? undefined : this.read(file);
  }

  /** What a file is. */
  read(file: SourceFile): ReadFile {
    const known = this.#read.get(file.path);
    if (known !== undefined) return known;
    const read = this.#parse(file);
    this.#read.set(file.path, read);
    return read;
  }

  #parse(file: SourceFile): ReadFile {
    const { root, diagnostics } = parseJson(file, { comments: true, maxValues: MAX_DOCUMENT_VALUES });
    if (root?.kind !== 'object') return { diagnostics };
    const found = kindOfDocument(root);
    if (found === undefined) return { diagnostics };
    const places = templatePlaces(this.#tree, file, root);
    if (found.kind === 'parameters') return { parameters: { file, root, places }, diagnostics };
    const template: Template = { file, root, places, level: found.level };
    return { template, diagnostics: [...diagnostics, ...duplicateNames(template)] };
  }
}

/** Names have no case: of two declarations with one name the last counts. */
function duplicateNames({ root, places }: Template): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const section of ['parameters', 'variables', 'outputs', 'resources']) {
    const node = memberNode(root, section);
    if (node?.kind !== 'object') continue;
    const seen = new Set<string>();
    for (const { key } of node.members) {
      const name = key.value.toLowerCase();
      if (seen.has(name)) {
        const message = `There are two ${section} of the name "${key.value}": the last one counts.`;
        diagnostics.push({ severity: 'error', code: 'arm-duplicate-name', message, range: places.at(key) });
      }
      seen.add(name);
    }
  }
  return diagnostics;
}
