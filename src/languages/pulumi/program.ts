/** A Pulumi YAML program as it is written: what it declares, and the stacks that give it configuration. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { readSource } from '../../tree/source-text.ts';
import type { Tree } from '../../tree/tree.ts';
import { baseName, folderOf, joinPath } from '../paths.ts';
import { parseYaml, resolveAlias, type YamlMapping, type YamlNode } from '../yaml/parse-yaml.ts';

/** A node with the file that it stands in. */
export interface PlacedNode {
  readonly node: YamlNode;
  readonly file: SourceFile;
  /** The key that declares it. */
  readonly key: YamlNode;
}

export type PlacedNodes = ReadonlyMap<string, PlacedNode>;

/** The configuration of one deployment. */
export interface Stack {
  readonly name: string;
  readonly config: PlacedNodes;
}

export interface Program {
  readonly folder: string;
  readonly project: string;
  readonly file: SourceFile;
  readonly resources: PlacedNodes;
  readonly variables: PlacedNodes;
  /** Declarations of configuration: defaults, or objects that describe a value. */
  readonly configuration: PlacedNodes;
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
}

const STACK_FILE = /^Pulumi\.([\w-]{1,100})\.ya?ml$/;

/** More stacks than this are not read. */
const MAX_STACKS = 50;

/**
 * The program whose project file this is; undefined when it is written in another language, or cannot be read.
 * `filesOf` are the names of the files of a folder.
 */
export function readProgram(
  tree: Tree,
  file: SourceFile,
  filesOf: (folder: string) => readonly string[],
): { readonly program: Program | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const { documents, diagnostics } = parseYaml(file);
  const [project] = documents;
  if (project === undefined || !isYamlProgram(project)) return { program: undefined, diagnostics };
  const folder = folderOf(file.path);
  const read = new Reading(tree, [...diagnostics]);
  const sources = [{ node: project, file }];
  for (const name of ['Main.yaml', 'Main.yml']) {
    const main = read.document(joinPath(folder, name) ?? name);
    if (main !== undefined) sources.push(main);
  }
  const all = (...keys: readonly string[]): PlacedNodes =>
    new Map(sources.flatMap((source) => keys.flatMap((key) => [...entriesOf(source, key)])));
  const stacks = filesOf(folder)
    .flatMap((path) => {
      const name = STACK_FILE.exec(baseName(path))?.[1];
      return name === undefined ? [] : [{ path, name }];
    })
    .slice(0, MAX_STACKS)
    .map(({ path, name }): Stack => {
      const document = read.document(path);
      return { name, config: document === undefined ? new Map() : entriesOf(document, 'config') };
    });
  const name = memberOf(project, 'name');
  return {
    program: {
      folder,
      project: name?.kind === 'scalar' ? name.value : '',
      file,
      resources: all('resources'),
      variables: all('variables'),
      configuration: all('config', 'configuration'),
      stacks,
      diagnostics: read.diagnostics,
    },
    diagnostics: [],
  };
}

/** Reads further files of a program. */
class Reading {
  readonly #tree: Tree;
  readonly diagnostics: Diagnostic[];

  constructor(tree: Tree, diagnostics: Diagnostic[]) {
    this.#tree = tree;
    this.diagnostics = diagnostics;
  }

  document(path: string): { readonly node: YamlNode; readonly file: SourceFile } | undefined {
    const source = readSource(this.#tree, path);
    if (source === undefined) return undefined;
    if (source.file === undefined) {
      this.diagnostics.push(source.diagnostic);
      return undefined;
    }
    const { documents, diagnostics } = parseYaml(source.file);
    this.diagnostics.push(...diagnostics);
    const [node] = documents;
    return node === undefined ? undefined : { node, file: source.file };
  }
}

/** `runtime: yaml`, or an object of that name. */
function isYamlProgram(project: YamlNode): boolean {
  const runtime = memberOf(project, 'runtime');
  const name = runtime?.kind === 'mapping' ? memberOf(runtime, 'name') : runtime;
  return name?.kind === 'scalar' && name.value === 'yaml';
}

/** The member of a mapping with this key, behind its alias; of several the last. */
export function memberOf(node: YamlNode, key: string): Exclude<YamlNode, { kind: 'alias' }> | undefined {
  const found = mappingOf(node)?.entries.findLast((entry) => keyText(entry.key) === key);
  return found === undefined ? undefined : resolveAlias(found.value);
}

function entriesOf(source: { readonly node: YamlNode; readonly file: SourceFile }, key: string): PlacedNodes {
  const member = memberOf(source.node, key);
  const entries = member?.kind === 'mapping' ? member.entries : [];
  return new Map(
    entries.flatMap((entry) => {
      const name = keyText(entry.key);
      return name === undefined
        ? []
        : [[name, { node: entry.value, file: source.file, key: entry.key }] as const];
    }),
  );
}

function mappingOf(node: YamlNode): YamlMapping | undefined {
  const resolved = resolveAlias(node);
  return resolved.kind === 'mapping' ? resolved : undefined;
}

function keyText(key: YamlNode): string | undefined {
  const resolved = resolveAlias(key);
  return resolved.kind === 'scalar' ? resolved.value : undefined;
}
