/** The tasks of a file in the order in which they run, each with what it inherits from its play and blocks. */
import type { SourceFile } from '../../text/source-file.ts';
import { joinPath, folderOf } from '../paths.ts';
import { resolveAlias, type YamlEntry, type YamlMapping, type YamlNode } from '../yaml/parse-yaml.ts';
import { shortName } from './modules.ts';

/** A node with the file that it stands in. */
export interface PlacedNode {
  readonly node: YamlNode;
  readonly file: SourceFile;
}

export type Variables = ReadonlyMap<string, PlacedNode>;

export interface Task {
  readonly node: YamlMapping;
  readonly file: SourceFile;
  /** Outer ones first: those of inner scopes count. */
  readonly scopes: readonly Variables[];
  /** Conditions of the task and of the blocks around it. */
  readonly conditions: readonly YamlNode[];
  /** It runs only when something fails. */
  readonly isRescue: boolean;
}

/** Blocks are nested no deeper than this. */
const MAX_DEPTH = 20;

/** Where a play, or a block, lists its tasks. */
const LISTS = ['pre_tasks', 'tasks', 'block', 'always', 'post_tasks', 'rescue'];

interface Around {
  readonly file: SourceFile;
  /** The variables of a file that a play names; undefined when it is not in the tree. */
  readonly readVariables: (path: string) => Variables | undefined;
}

/** The tasks of a document; none when it is no list of plays or tasks. */
export function tasksOf(document: YamlNode, around: Around): readonly Task[] {
  const tasks: Task[] = [];
  collect(document, around, { scopes: [], conditions: [], isRescue: false, depth: 0 }, tasks);
  return tasks;
}

interface Inherited extends Pick<Task, 'scopes' | 'conditions' | 'isRescue'> {
  readonly depth: number;
}

function collect(list: YamlNode, around: Around, inherited: Inherited, tasks: Task[]): void {
  const resolved = resolveAlias(list);
  if (resolved.kind !== 'sequence' || inherited.depth > MAX_DEPTH) return;
  for (const item of resolved.items) {
    const node = resolveAlias(item);
    if (node.kind !== 'mapping') continue;
    const own = withOwn(node, around, inherited);
    const lists = LISTS.flatMap((name) => {
      const found = member(node, name);
      return found === undefined ? [] : [[name, found] as const];
    });
    if (lists.length === 0) tasks.push({ node, file: around.file, ...own });
    for (const [name, inner] of lists) {
      collect(
        inner,
        around,
        { ...own, isRescue: own.isRescue || name === 'rescue', depth: own.depth + 1 },
        tasks,
      );
    }
  }
}

function withOwn(node: YamlMapping, around: Around, inherited: Inherited): Inherited {
  const files = member(node, 'vars_files');
  const named = files?.kind === 'sequence' ? files.items : [];
  const fromFiles = named.flatMap((item) => {
    const file = resolveAlias(item);
    const path = file.kind === 'scalar' ? joinPath(folderOf(around.file.path), file.value) : undefined;
    const variables = path === undefined ? undefined : around.readVariables(path);
    return variables === undefined ? [] : [variables];
  });
  const own = member(node, 'vars');
  const condition = member(node, 'when');
  return {
    ...inherited,
    scopes: [
      ...inherited.scopes,
      ...(own === undefined ? [] : [variablesOf(own, around.file)]),
      ...fromFiles,
    ],
    conditions: condition === undefined ? inherited.conditions : [...inherited.conditions, condition],
  };
}

/** The variables that a mapping sets. */
export function variablesOf(node: YamlNode, file: SourceFile): Variables {
  const resolved = resolveAlias(node);
  const entries = resolved.kind === 'mapping' ? resolved.entries : [];
  return new Map(
    entries.flatMap(({ key, value }) => {
      const name = keyText(key);
      return name === undefined ? [] : [[name, { node: value, file }] as const];
    }),
  );
}

/** The member of a mapping with this key, behind its alias; of several the last. */
export function member(node: YamlMapping, name: string): Exclude<YamlNode, { kind: 'alias' }> | undefined {
  const found = node.entries.findLast(({ key }) => keyText(key) === name);
  return found === undefined ? undefined : resolveAlias(found.value);
}

/** The text of a member that is a single value. */
export function memberText(node: YamlMapping, name: string): string | undefined {
  const found = member(node, name);
  return found?.kind === 'scalar' ? found.value : undefined;
}

/** The entry that calls a module which `isWanted`, with the module's short name. */
export function moduleCall(
  node: YamlMapping,
  isWanted: (module: string) => boolean,
): { readonly module: string; readonly entry: YamlEntry } | undefined {
  for (const entry of node.entries) {
    const name = keyText(entry.key);
    const module = name === undefined ? undefined : shortName(name);
    if (module !== undefined && isWanted(module)) return { module, entry };
  }
  return undefined;
}

function keyText(key: YamlNode): string | undefined {
  const resolved = resolveAlias(key);
  return resolved.kind === 'scalar' ? resolved.value : undefined;
}
