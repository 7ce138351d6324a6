/** The list that Terraform keeps of the modules that it fetched: `.terraform/modules/modules.json`. */
import { readSource } from '../../tree/source-text.ts';
import type { Tree } from '../../tree/tree.ts';
import { parseModuleSource } from './module-source.ts';
import { joinPath } from '../paths.ts';

/** Finds the folder of a fetched module by the dotted path of its calls and the name of its source. */
export type FetchedFolders = (callPath: string, source: string) => string | undefined;

interface Entry {
  readonly source: string;
  readonly folder: string;
}

/** The modules that were fetched for a root module. None when the list is missing or is not what it should be. */
export function readManifest(tree: Tree, rootFolder: string): FetchedFolders {
  const path = joinPath(rootFolder, '.terraform/modules/modules.json') ?? '';
  const text = readSource(tree, path)?.file?.text;
  const entries = text === undefined ? new Map<string, Entry>() : parseManifest(text, rootFolder);
  return (callPath, source) => {
    const entry = entries.get(callPath);
    return entry?.source === source ? entry.folder : undefined;
  };
}

function parseManifest(text: string, rootFolder: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const module of listIn(parseJson(text))) {
    const { Key: key, Source: source, Dir: dir } = module;
    if (typeof key !== 'string' || typeof source !== 'string' || typeof dir !== 'string') continue;
    const parsed = parseModuleSource(source);
    const folder = joinPath(rootFolder, dir);
    if (parsed.kind === 'remote' && folder !== undefined) entries.set(key, { source: parsed.name, folder });
  }
  return entries;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listIn(manifest: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list = isRecord(manifest) ? manifest['Modules'] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
