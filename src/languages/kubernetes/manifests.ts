/** The objects that a file holds, before their values are read: what they are called and where they stand. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf, startOfFile, type Range } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { baseName } from '../paths.ts';
import {
  parseYaml,
  resolveAlias,
  type YamlFile,
  type YamlMapping,
  type YamlNode,
} from '../yaml/parse-yaml.ts';
import { INSTALL_CONFIG, isJudgedText, isReadKind, looksLikeInstallConfig } from './api-groups.ts';
import { parseJsonDocument } from './json-document.ts';
import { hasTemplate, isTemplateText } from './templates.ts';
import { filledText } from './variables.ts';

/** One object of a file. */
export interface Manifest {
  readonly file: SourceFile;
  readonly node: YamlMapping;
  readonly kind: string;
  /** Without the version; empty for the core group. */
  readonly group: string;
  /** Variables with a default are filled in, others stand as `${NAME}`. */
  readonly name: string;
  readonly namespace: string;
  /** Where the kind is written, else the object's first key. */
  readonly range: Range;
  /** The object that this one is written in. */
  readonly outer?: Manifest | undefined;
}

/** What a file holds. */
export interface ManifestFile {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The objects of a file that are read. A file that is a template of another tool has none, and a note says so. */
export function readManifests(file: SourceFile): ManifestFile {
  const parsed = parseDocuments(file);
  if (file.text.includes('{{')) {
    const isTemplate =
      (parsed.diagnostics.length > 0 && isTemplateText(file.text)) ||
      parsed.documents.some((document) => hasTemplate(document, file.text));
    if (isTemplate)
      return { manifests: [], diagnostics: isJudgedText(file.text) ? [templateNote(file)] : [] };
  }
  const manifests: Manifest[] = [];
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  let duplicates = 0;
  const kindless = looksLikeInstallConfig(file.text) ? INSTALL_CONFIG : undefined;
  for (const document of parsed.documents) {
    for (const node of objectsOf(document)) {
      const manifest = manifestOf(file, node, kindless);
      if (manifest === undefined) continue;
      manifests.push(manifest, ...embeddedIn(manifest));
      for (const duplicate of duplicateKeys(file, node)) {
        if (++duplicates <= MAX_DUPLICATES) diagnostics.push(duplicate);
      }
    }
  }
  if (duplicates > MAX_DUPLICATES) diagnostics.push(moreDuplicates(file, duplicates - MAX_DUPLICATES));
  return { manifests, diagnostics };
}

/** The documents of a JSON or YAML file. */
export function parseDocuments(file: SourceFile): YamlFile {
  return /\.jsonc?$/i.test(file.path) ? parseJsonDocument(file) : parseYaml(file);
}

function templateNote(file: SourceFile): Diagnostic {
  return {
    severity: 'note',
    code: 'kubernetes-template',
    message: 'This file is a template of another tool ({{ … }}): it is not judged.',
    range: startOfFile(file),
  };
}

/** Lists in lists are entered this deep. */
const MAX_LISTS = 4;

/** A document is an object, or a list of some. */
function* objectsOf(document: YamlNode, depth = 0): Iterable<YamlMapping> {
  const node = resolveAlias(document);
  if (node.kind !== 'mapping') return;
  if (textAt(node, 'kind') !== 'List') {
    yield node;
    return;
  }
  const items = memberNode(node, 'items');
  if (items?.kind !== 'sequence' || depth >= MAX_LISTS) return;
  for (const item of items.items) yield* objectsOf(item, depth + 1);
}

/** `kindless` is the kind of an object that names none. */
function manifestOf(file: SourceFile, node: YamlMapping, kindless: string | undefined): Manifest | undefined {
  const apiVersion = textAt(node, 'apiVersion') ?? '';
  const slash = apiVersion.lastIndexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  const written = textAt(node, 'kind');
  const kind = written ?? (apiVersion === 'v1' ? kindless : undefined);
  if (kind === undefined || (written !== undefined && !isReadKind(group, kind))) return undefined;
  const header = memberNode(node, 'kind') ?? node.entries[0]?.key ?? node;
  const metadata = memberNode(node, 'metadata');
  return {
    file,
    node,
    kind,
    group,
    name: nameIn(metadata) ?? plainName(file),
    namespace: filledText(textAt(metadata, 'namespace') ?? 'default'),
    range: rangeOf(file, header),
  };
}

/** The kinds of Cluster API whose `spec.resources` holds whole objects, which it applies in its own namespace. */
const EMBEDDING = /^AzureASOManaged(?:Cluster|ControlPlane|MachinePool)$/;

function embeddedIn(outer: Manifest): Manifest[] {
  if (!EMBEDDING.test(outer.kind)) return [];
  const list = memberNode(memberNode(outer.node, 'spec'), 'resources');
  const items = list?.kind === 'sequence' ? list.items.map(resolveAlias) : [];
  return items.flatMap((item) => {
    const inner = item.kind === 'mapping' ? manifestOf(outer.file, item, undefined) : undefined;
    return inner === undefined ? [] : [{ ...inner, namespace: outer.namespace, outer }];
  });
}

/** A name that the cluster completes ends in `*`. */
function nameIn(metadata: YamlNode | undefined): string | undefined {
  const name = textAt(metadata, 'name');
  if (name !== undefined && name !== '') return filledText(name);
  const start = textAt(metadata, 'generateName');
  return start === undefined || start === '' ? undefined : `${filledText(start)}*`;
}

/** Configurations of installers have no name: their file's stands for it. */
function plainName(file: SourceFile): string {
  return baseName(file.path).replace(/\.[^.]*$/, '');
}

/** The node under a key of a mapping, aliases followed; of entries with one key the last counts. */
export function memberNode(
  node: YamlNode | undefined,
  key: string,
): Exclude<YamlNode, { readonly kind: 'alias' }> | undefined {
  if (node?.kind !== 'mapping') return undefined;
  const entry = node.entries.findLast(({ key: name }) => name.kind === 'scalar' && name.value === key);
  return entry === undefined ? undefined : resolveAlias(entry.value);
}

/** The text of a scalar under a key. */
export function textAt(node: YamlNode | undefined, key: string): string | undefined {
  const member = memberNode(node, key);
  return member?.kind === 'scalar' ? member.value : undefined;
}

/** Keys that stand twice in a mapping: Kubernetes refuses them, and here the last one counts. */
function* duplicateKeys(file: SourceFile, node: YamlNode): Iterable<Diagnostic> {
  if (node.kind === 'sequence') {
    for (const item of node.items) yield* duplicateKeys(file, item);
  }
  if (node.kind !== 'mapping') return;
  const seen = new Set<string>();
  for (const { key, value } of node.entries) {
    if (key.kind === 'scalar') {
      if (seen.has(key.value) && key.value !== '<<') yield duplicateKey(file, key);
      seen.add(key.value);
    }
    yield* duplicateKeys(file, value);
  }
}

/** Of a file with more keys that stand twice, the others are counted. */
const MAX_DUPLICATES = 100;

function moreDuplicates(file: SourceFile, count: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'kubernetes-duplicate-key',
    message: `In this file ${String(count)} more keys stand twice: the last ones count.`,
    range: startOfFile(file),
  };
}

function duplicateKey(file: SourceFile, key: YamlNode & { readonly kind: 'scalar' }): Diagnostic {
  return {
    severity: 'warning',
    code: 'kubernetes-duplicate-key',
    message: `The key "${key.value}" stands twice in this mapping: the last one counts.`,
    range: rangeOf(file, key),
  };
}
