/** Reads manifests written in a test, and tells what was read in short texts. */
import { bindResources, type BoundResources } from '../../src/bindings/bind-resources.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import { kubernetesLanguage } from '../../src/languages/kubernetes/kubernetes-language.ts';
import type { ReadResult, Resource } from '../../src/languages/unit.ts';
import { formatPlace } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import type { Value } from '../../src/values/value.ts';

/** What the reader makes of files, or of one `main.yaml`. */
export function readManifests(
  files: string | Readonly<Record<string, string>>,
  within: readonly string[] = [],
): ReadResult {
  const tree = memoryTree(typeof files === 'string' ? { 'main.yaml': files } : files);
  const found = findDocuments(tree, [kubernetesLanguage]).get(kubernetesLanguage) ?? [];
  return kubernetesLanguage.read(tree, found, { within, scopeOf: () => undefined });
}

/** The addresses of each unit. */
export function addressesOf({ units }: ReadResult): Record<string, string[]> {
  return Object.fromEntries(units.map((unit) => [unit.id, unit.resources.map(({ address }) => address)]));
}

/** Diagnostics in short: place, severity, code. */
export function problemsOf({ diagnostics }: Pick<ReadResult, 'diagnostics'>): string[] {
  return diagnostics.map(({ range, severity, code }) => `${formatPlace(range)} ${severity} ${code}`);
}

/** The only object that was read. */
export function onlyResource(result: ReadResult): Resource {
  const [resource, ...others] = result.units.flatMap((unit) => unit.resources);
  if (resource === undefined || others.length > 0) throw new Error(`${others.length + 1} objects, or none`);
  return resource;
}

/** What binding makes of files, or of one `main.yaml`. */
export function bindManifests(files: string | Readonly<Record<string, string>>): BoundResources {
  return bindResources(readManifests(files).units.flatMap((unit) => unit.resources));
}

/** A value as JSON would have it; unknowns as `?` with their code, texts of which parts are known with those. */
export function plain(value: Value | undefined): unknown {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case 'null':
      return null;
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, inner]) => [key, plain(inner)]));
    case 'list':
      return value.items.map(plain);
    case 'unknown':
      return value.parts === undefined ? `?${value.reason.code}` : value.parts.map(plain);
    default:
      return value.value;
  }
}

/** The value at a path of names. */
export function valueAt(resource: Resource, ...path: readonly string[]): Value | undefined {
  let current: Value | undefined = resource.attributes;
  for (const step of path) current = current?.kind === 'map' ? current.entries.get(step) : undefined;
  return current;
}
