/** Which objects are deployed together: those of a folder, unless its files are flavours of one thing. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { displayFolder, folderOf, isFileWithinAny } from '../paths.ts';
import type { ReadOptions, Resource, Unit } from '../unit.ts';
import type { Value } from '../../values/value.ts';
import { completedObjects } from './embedded-objects.ts';
import type { Manifest } from './manifests.ts';
import { objectValue } from './object-values.ts';
import { patchedValue, type ObjectPatch } from './patches.ts';

/** The address of an object: `Kind.group/namespace/name`. */
function addressOf({ kind, group, namespace, name }: Manifest): string {
  return `${typeOf(kind, group)}/${namespace}/${name}`;
}

/** The type of a kind: `Kind.group`; of the core group, the kind. */
function typeOf(kind: string, group: string): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** The objects of one unit, each address once. */
interface Group {
  readonly id: string;
  readonly manifests: ReadonlyMap<string, Manifest>;
}

/**
 * The units of a tree's objects, given in the order of their files. Files of a folder that declare the same object are
 * flavours of one thing, of which one is deployed: each of them is a unit. The others make up the folder's unit.
 * `patchesOf` tells what kustomizations change of an object.
 */
export function unitsOf(
  manifests: readonly Manifest[],
  patchesOf: (manifest: Manifest) => readonly ObjectPatch[],
  options: ReadOptions,
): { readonly units: readonly Unit[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const units: Unit[] = [];
  for (const [folder, inFolder] of groupBy(manifests, ({ file }) => folderOf(file.path))) {
    const flavours = conflictingFiles(inFolder);
    const byUnit = groupBy(inFolder, ({ file }) =>
      flavours.has(file.path) ? file.path : displayFolder(folder),
    );
    for (const [id, declared] of byUnit) {
      const wanted = declared.filter(({ file }) => isFileWithinAny(file.path, options.within));
      const group = { id, manifests: withoutRepetition(wanted, diagnostics) };
      if (group.manifests.size > 0) units.push(unitOf(group, patchesOf, options));
    }
  }
  units.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return { units, diagnostics };
}

/** The files that declare an object which another file declares, too. */
function conflictingFiles(manifests: readonly Manifest[]): ReadonlySet<string> {
  const conflicting = new Set<string>();
  const fileOf = new Map<string, string>();
  for (const manifest of manifests) {
    const address = addressOf(manifest);
    const { path } = manifest.file;
    const first = fileOf.get(address) ?? path;
    fileOf.set(address, first);
    if (first !== path) conflicting.add(first).add(path);
  }
  return conflicting;
}

/** By address; what a file declares twice counts as it stands last, as when it is applied. */
function withoutRepetition(
  manifests: readonly Manifest[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Manifest> {
  const byAddress = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const address = addressOf(manifest);
    const earlier = byAddress.get(address);
    if (earlier === undefined) byAddress.set(address, manifest);
    else if (manifest.name.endsWith('*')) byAddress.set(`${address}${byAddress.size}`, manifest);
    else {
      byAddress.set(address, manifest);
      diagnostics.push({
        severity: 'warning',
        code: 'kubernetes-duplicate-object',
        message: `${address} stands once more further down: this one does not count.`,
        range: earlier.range,
      });
    }
  }
  return byAddress;
}

function unitOf(
  { id, manifests }: Group,
  patchesOf: (manifest: Manifest) => readonly ObjectPatch[],
  options: ReadOptions,
): Unit {
  const resources: Resource[] = [];
  const values = new Map<Manifest, Value>();
  for (const manifest of manifests.values()) {
    const value = objectValue(manifest.node, manifest.file, id);
    values.set(manifest, patchedValue(value, patchesOf(manifest.outer ?? manifest)));
  }
  const complete = completedObjects(values);
  for (const [address, manifest] of manifests) {
    const { kind, group, name, file, range } = manifest;
    const attributes = complete(manifest);
    if (attributes?.kind !== 'map') continue;
    resources.push({
      dialect: 'kubernetes',
      mode: 'managed',
      type: typeOf(kind, group),
      name,
      address,
      unit: id,
      attributes,
      range,
      scope: options.scopeOf(file.path),
    });
  }
  return { id, dialect: 'kubernetes', resources };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
