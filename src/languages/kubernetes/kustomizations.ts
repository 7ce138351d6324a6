/** Kustomizations: which files are patches and no objects, and which objects are patched. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { startOfFile } from '../../text/range.ts';
import { SourceFile } from '../../text/source-file.ts';
import { readSource } from '../../tree/source-text.ts';
import type { Tree } from '../../tree/tree.ts';
import { folderOf, joinPath } from '../paths.ts';
import { parseYaml, resolveAlias, type YamlNode } from '../yaml/parse-yaml.ts';
import { isJudgedKind, isJudgedKindName, isReadKind, mentionsReadKind } from './api-groups.ts';
import { memberNode, parseDocuments, textAt, type Manifest } from './manifests.ts';
import type { ObjectPatch, PatchTarget } from './patches.ts';
import { filledText } from './variables.ts';

/** What the kustomizations of a tree say. */
export interface Kustomizations {
  readonly patchFiles: ReadonlySet<string>;
  /** What kustomizations change of an object. */
  readonly patchesOf: (manifest: Manifest) => readonly ObjectPatch[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a file is one that kustomize takes as a kustomization by its name. */
export function isKustomization(path: string): boolean {
  return /(?:^|\/)kustomization\.ya?ml$/.test(path);
}

interface Kustomization {
  readonly file: SourceFile;
  readonly patches: readonly ObjectPatch[];
  readonly patchFiles: readonly string[];
  /** Files and folders: what is patched. */
  readonly resources: readonly string[];
  /** Folders whose patches count here as well. */
  readonly components: readonly string[];
}

/** Reads kustomizations. A file that is no YAML gives nothing: kustomize says so itself. */
export function readKustomizations(tree: Tree, files: readonly SourceFile[]): Kustomizations {
  const documentsOf = patchReader(tree);
  const all = files.flatMap((file) => {
    const document = parseYaml(file).documents[0];
    return document === undefined ? [] : [readKustomization(documentsOf, file, resolveAlias(document))];
  });
  const byFolder = new Map(all.map((one) => [folderOf(one.file.path), one] as const));
  const index = new PatchIndex();
  const diagnostics = all.flatMap(noteOf);
  let steps = MAX_STEPS;
  for (const one of all) {
    const patches = withComponents(one, byFolder).filter(mayMeanReadKind);
    if (patches.length === 0) continue;
    const reached = reachable(one, byFolder, steps);
    steps -= reached.steps + reached.places.size * patches.length;
    if (steps < 0) {
      diagnostics.push(limitReached(one));
      break;
    }
    index.add(patches, reached.places);
  }
  return {
    patchFiles: new Set(all.flatMap((one) => one.patchFiles)),
    patchesOf: (manifest) => index.patchesOf(manifest),
    diagnostics,
  };
}

/** What a patch file holds. */
interface PatchFile {
  readonly source: SourceFile;
  readonly documents: readonly YamlNode[];
}

/** Reads the patch files that may change what is read, each once: many kustomizations may name one. */
function patchReader(tree: Tree): (path: string) => PatchFile | undefined {
  const known = new Map<string, PatchFile | undefined>();
  return (path) => {
    if (known.has(path)) return known.get(path);
    const source = readSource(tree, path)?.file;
    // Operations name no kind: their target does.
    const isObject = source !== undefined && /apiVersion/.test(source.text);
    const isRead = source !== undefined && (!isObject || mentionsReadKind(source.text));
    const found = isRead ? { source, documents: parseDocuments(source).documents } : undefined;
    known.set(path, found);
    return found;
  };
}

function readKustomization(
  documentsOf: (path: string) => PatchFile | undefined,
  file: SourceFile,
  node: YamlNode,
): Kustomization {
  const folder = folderOf(file.path);
  const patches: ObjectPatch[] = [];
  const patchFiles: string[] = [];
  const addFile = (path: string | undefined, target: YamlNode | undefined): void => {
    const full = path === undefined ? undefined : joinPath(folder, path);
    if (full === undefined) return;
    patchFiles.push(full);
    const read = documentsOf(full);
    if (read === undefined) return;
    for (const change of read.documents) patches.push(...patchOf(read.source, change, target));
  };
  const addText = (text: YamlNode | undefined, target: YamlNode | undefined): void => {
    if (text?.kind !== 'scalar') return;
    const { start, end } = text;
    for (const change of parseYaml(new SourceFile(file.path, text.value)).documents) {
      patches.push(...patchOf(file, change, target).map((patch) => ({ ...patch, at: { start, end } })));
    }
  };
  for (const key of ['patches', 'patchesJson6902']) {
    for (const entry of itemsOf(node, key)) {
      const target = memberNode(entry, 'target');
      addFile(textAt(entry, 'path'), target);
      addText(memberNode(entry, 'patch'), target);
    }
  }
  for (const entry of itemsOf(node, 'patchesStrategicMerge')) {
    if (entry.kind !== 'scalar') continue;
    if (entry.value.includes('\n')) addText(entry, undefined);
    else addFile(entry.value, undefined);
  }
  const paths = (...keys: readonly string[]): string[] =>
    keys.flatMap((key) => itemsOf(node, key).flatMap((item) => localPath(folder, item)));
  return {
    file,
    patches,
    patchFiles,
    resources: paths('resources', 'bases', 'components'),
    components: paths('components'),
  };
}

function itemsOf(node: YamlNode, key: string): readonly YamlNode[] {
  const list = memberNode(node, key);
  return list?.kind === 'sequence' ? list.items.map(resolveAlias) : [];
}

/** Resources can also be addresses of repositories. */
function localPath(folder: string, item: YamlNode): string[] {
  if (item.kind !== 'scalar' || item.value.includes('://')) return [];
  const path = joinPath(folder, item.value);
  return path === undefined ? [] : [path];
}

/** More components than this are not taken in. */
const MAX_COMPONENTS = 500;

/** Without a target a patch says itself which object it means. */
function patchOf(file: SourceFile, written: YamlNode, selected: YamlNode | undefined): ObjectPatch[] {
  const change = resolveAlias(written);
  if (selected === undefined) {
    if (change.kind !== 'mapping' || textAt(change, 'kind') === undefined) return [];
    const metadata = memberNode(change, 'metadata');
    const target: PatchTarget = {
      group: groupOf(textAt(change, 'apiVersion') ?? ''),
      kind: textAt(change, 'kind'),
      name: nameOf(metadata, 'name'),
      namespace: nameOf(metadata, 'namespace'),
    };
    return [{ target, change, file }];
  }
  const target: PatchTarget = {
    group: textAt(selected, 'group'),
    kind: textAt(selected, 'kind'),
    // Names of targets are patterns: one that is more than a name matches any.
    name: plainName(nameOf(selected, 'name')),
    namespace: plainName(nameOf(selected, 'namespace')),
  };
  return [{ target, change, file }];
}

function nameOf(node: YamlNode | undefined, key: string): string | undefined {
  const text = textAt(node, key);
  return text === undefined ? undefined : filledText(text);
}

function plainName(name: string | undefined): string | undefined {
  return name !== undefined && /^[\w.${}-]+$/.test(name) ? name : undefined;
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** The patches of a kustomization and of the components that it takes in. */
function withComponents(
  start: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>,
): readonly ObjectPatch[] {
  const seen = new Set([start]);
  for (const one of seen) {
    if (seen.size > MAX_COMPONENTS) break;
    for (const folder of one.components) {
      const component = byFolder.get(folder);
      if (component !== undefined) seen.add(component);
    }
  }
  return [...seen].flatMap((one) => one.patches);
}

/** The files that a kustomization takes in, and the folders whose kustomization is not among those that were read. */
function reachable(
  start: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>,
  limit: number,
): { readonly places: ReadonlySet<string>; readonly steps: number } {
  const seen = new Set([start]);
  const places = new Set<string>();
  let steps = 0;
  for (const one of seen) {
    for (const path of one.resources) {
      if (++steps > limit) return { places, steps };
      const inner = byFolder.get(path);
      if (inner === undefined) places.add(path);
      else seen.add(inner);
    }
  }
  return { places, steps };
}

/** All kustomizations of a tree together are followed to no more than this many files, times their patches. */
const MAX_STEPS = 200_000;

function limitReached({ file }: Kustomization): Diagnostic {
  return {
    severity: 'warning',
    code: 'kubernetes-kustomize-limit',
    message:
      'The kustomizations take in too many files: from here on, objects are judged as if they were not patched.',
    range: startOfFile(file),
  };
}

/** Finds the patches of an object by the file or the folder that it stands in, its kind and its name. */
class PatchIndex {
  readonly #patches = new Map<string, ObjectPatch[]>();

  add(patches: readonly ObjectPatch[], places: ReadonlySet<string>): void {
    for (const place of places) {
      for (const patch of patches) {
        const key = patchKey(place, patch.target);
        const found = this.#patches.get(key);
        if (found === undefined) this.#patches.set(key, [patch]);
        else found.push(patch);
      }
    }
  }

  patchesOf(manifest: Manifest): readonly ObjectPatch[] {
    const { kind, name, file } = manifest;
    const targets = [{ kind, name }, { kind }, { name }, {}];
    const keys = [file.path, folderOf(file.path)].flatMap((place) =>
      targets.map((target) => patchKey(place, target)),
    );
    return keys
      .flatMap((key) => this.#patches.get(key) ?? [])
      .filter(({ target }) => isMeant(target, manifest));
  }
}

function patchKey(place: string, { kind, name }: PatchTarget): string {
  return JSON.stringify([place, kind ?? null, name ?? null]);
}

function isMeant(target: PatchTarget, { group, kind, name, namespace }: Manifest): boolean {
  return (
    (target.group ?? group) === group &&
    (target.kind ?? kind) === kind &&
    (target.name ?? name) === name &&
    (target.namespace ?? namespace) === namespace
  );
}

function mayMeanReadKind({ target: { group, kind } }: ObjectPatch): boolean {
  return kind === undefined || group === undefined || isReadKind(group, kind);
}

/** More objects than this are not named. */
const MAX_NAMED = 5;

/** One note for a kustomization that patches objects which rules ask for. */
function noteOf({ file, patches }: Kustomization): Diagnostic[] {
  const named = new Set(
    patches.flatMap(({ target }) => {
      const { kind, group, name } = target;
      const isJudged =
        kind !== undefined && (group === undefined ? isJudgedKindName(kind) : isJudgedKind(group, kind));
      if (!isJudged) return [];
      return [`${kind} ${name ?? 'of any name'}`];
    }),
  );
  if (named.size === 0) return [];
  const shown = [...named].slice(0, MAX_NAMED);
  const rest = named.size - shown.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return [
    {
      severity: 'note',
      code: 'kubernetes-kustomize-patch',
      message: `The patches of this kustomization are not applied: what they set of ${shown.join(', ')}${more} counts as unknown.`,
      range: startOfFile(file),
    },
  ];
}
