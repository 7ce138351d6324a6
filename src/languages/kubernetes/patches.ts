/** What a kustomization's patches change of an object: it is not computed, but known to be unknown. */
import { rangeOf } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { unknownValue, type MapValue, type UnknownReason, type Value } from '../../values/value.ts';
import { resolveAlias, type YamlNode } from '../yaml/parse-yaml.ts';
import { memberNode, textAt } from './manifests.ts';

/** One patch for some objects. */
export interface ObjectPatch {
  /** Which objects it changes; what is missing matches any. */
  readonly target: PatchTarget;
  /** An object that is merged into it, or a list of operations with paths (JSON patch). */
  readonly change: YamlNode;
  readonly file: SourceFile;
  /** Set when `change` is a text inside another document, whose places are not those of the file. */
  readonly at?: { readonly start: number; readonly end: number } | undefined;
}

/** A choice of objects. */
export interface PatchTarget {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/** Of an object with more patches than this nothing is known. */
const MAX_PATCHES = 200;

/** The object with everything that patches set made unknown. */
export function patchedValue(value: Value, patches: readonly ObjectPatch[]): Value {
  if (patches.length > MAX_PATCHES && value.kind === 'map') return hidden(value);
  let current = value;
  for (const { change, file, at } of patches) {
    const reason: UnknownReason = {
      code: 'unsupported',
      message: 'a kustomization changes it, and its patches are not applied',
      range: rangeOf(file, at ?? change),
    };
    if (change.kind === 'mapping') current = merged(current, change, reason, '');
    if (change.kind !== 'sequence') continue;
    for (const item of change.items) {
      const path = textAt(resolveAlias(item), 'path');
      if (path === undefined || textAt(resolveAlias(item), 'op') === 'test') continue;
      current = withUnknownAt(current, path.split('/').slice(1).map(unescapedStep), reason);
    }
  }
  return current;
}

function hidden(value: MapValue): Value {
  const reason: UnknownReason = { code: 'limit', message: 'very many patches change it' };
  const entries = new Map(value.entries);
  for (const key of entries.keys()) {
    if (!IDENTITY.has(key)) entries.set(key, unknownValue(reason, value.origin));
  }
  return { ...value, entries };
}

/** What tells the object apart is not what a patch changes. */
const IDENTITY: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** The same by their paths. */
const IDENTITY_PATHS: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.generateName',
  'metadata.namespace',
]);

/** `path` is where the value stands in the object: names with a point behind each. */
function merged(value: Value, change: YamlNode, reason: UnknownReason, path: string): Value {
  const node = resolveAlias(change);
  if (value.kind !== 'map' || node.kind !== 'mapping' || memberNode(node, '$patch') !== undefined) {
    return unknownValue(reason, value.origin);
  }
  const entries = new Map(value.entries);
  for (const { key, value: inner } of node.entries) {
    if (key.kind !== 'scalar' || IDENTITY_PATHS.has(path + key.value)) continue;
    const old = entries.get(key.value);
    entries.set(
      key.value,
      old === undefined
        ? unknownValue(reason, value.origin)
        : merged(old, inner, reason, `${path}${key.value}.`),
    );
  }
  return { ...value, entries };
}

/** A list becomes unknown as a whole: its indexes are those of another moment. */
function withUnknownAt(value: Value, steps: readonly string[], reason: UnknownReason): Value {
  const [step, ...rest] = steps;
  if (step === undefined || value.kind !== 'map') return unknownValue(reason, value.origin);
  if (value.entries.size === 0) return unknownValue(reason, value.origin);
  const old = value.entries.get(step);
  const entries = new Map(value.entries);
  entries.set(
    step,
    old === undefined ? unknownValue(reason, value.origin) : withUnknownAt(old, rest, reason),
  );
  return { ...value, entries };
}

function unescapedStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
