/** Files with values for a template's parameters, told by their names and by what is in them. */
import type { Range } from '../../text/range.ts';
import { rangeOf } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { readSource } from '../../tree/source-text.ts';
import type { Tree } from '../../tree/tree.ts';
import { literalOrigin } from '../../values/origin.ts';
import { listValue, stringValue, unknownValue, type Value } from '../../values/value.ts';
import { parseJson, type JsonNode } from '../json/parse-json.ts';
import { jsonMember, jsonText } from '../json/json-value.ts';
import { baseName, folderOf } from '../paths.ts';
import type { Template } from './template.ts';

/** The values of one file. */
export interface ParameterFile {
  readonly path: string;
  readonly values: ReadonlyMap<string, GivenValue>;
}

export interface GivenValue {
  readonly value: Value;
  /** The name in the file. */
  readonly range: Range;
}

const FILE = /\.json$/i;

/** Folders beside templates in which parameter files are kept. */
const FOLDER = /^(?:parameters?|params?)$/i;

/** Files beside a template say by their name that they are parameter files. */
const BESIDE = /param/i;

/** Parameter files of one template, at most: a folder with more is no set of environments. */
const MAX_FILES = 100;

/**
 * The parameter files of the templates, in the order of their paths: `vpc.parameters.json`, `vpc-params-dev.json`,
 * `vpc.json` beside `vpc.yaml`, `parameters/vpc-dev.json`. A file belongs to the template with the longest name that
 * its own begins with, and only when it gives a parameter that the template declares.
 */
export function findParameterFiles(
  tree: Tree,
  templates: readonly Template[],
): ReadonlyMap<Template, readonly ParameterFile[]> {
  const byFolder = new Map<string, Template[]>();
  for (const template of templates) {
    if (template.parameters.size === 0) continue;
    const folder = folderOf(template.file.path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), template]);
  }
  const isTemplate = new Set(templates.map(({ file }) => file.path));
  const found = new Map<Template, ParameterFile[]>();
  for (const { path } of tree.entries) {
    if (!FILE.test(path) || isTemplate.has(path)) continue;
    const template = ownerOf(path, byFolder);
    const files = template === undefined ? [] : (found.get(template) ?? []);
    if (template === undefined || files.length >= MAX_FILES) continue;
    const file = readSource(tree, path)?.file;
    const values = file === undefined ? undefined : readParameters(file);
    if (values === undefined || ![...values.keys()].some((name) => template.parameters.has(name))) continue;
    files.push({ path, values });
    found.set(template, files);
  }
  return found;
}

/** The template that a file belongs to by its name. */
function ownerOf(path: string, byFolder: ReadonlyMap<string, readonly Template[]>): Template | undefined {
  const folder = folderOf(path);
  const name = baseName(path).replace(FILE, '');
  const isApart = FOLDER.test(baseName(folder));
  const beside = byFolder.get(folder) ?? [];
  const around = isApart ? (byFolder.get(folderOf(folder)) ?? []) : [];
  let owner: Template | undefined;
  let longest = 0;
  for (const template of [...beside, ...around]) {
    const stem = stemOf(template.file.path);
    if (stem.length <= longest || !beginsWith(name, stem)) continue;
    const saysSo = isApart || name === stem || BESIDE.test(name.slice(stem.length));
    if (!saysSo) continue;
    owner = template;
    longest = stem.length;
  }
  return owner;
}

function stemOf(path: string): string {
  return baseName(path)
    .replace(/\.[^.]*$/, '')
    .replace(/\.template$/i, '');
}

/** A name that goes on with a letter or digit is another one. */
function beginsWith(name: string, stem: string): boolean {
  return name.startsWith(stem) && !/^[A-Za-z0-9]/.test(name.slice(stem.length));
}

/** `[{ParameterKey, ParameterValue}]`, or `{Parameters: {name: value}}` as CodePipeline has it. */
function readParameters(file: SourceFile): ReadonlyMap<string, GivenValue> | undefined {
  if (!/"Parameter(?:Key|s)"/.test(file.text)) return undefined;
  const { root } = parseJson(file);
  const values = new Map<string, GivenValue>();
  if (root?.kind === 'array') {
    for (const item of root.items) {
      const key = jsonMember(item, 'ParameterKey');
      const name = jsonText(key);
      if (key === undefined || name === undefined) continue;
      const written = jsonMember(item, 'ParameterValue');
      values.set(name, { value: givenValue(written ?? item, file), range: rangeOf(file, key) });
    }
    return values;
  }
  const parameters = jsonMember(root, 'Parameters');
  if (parameters?.kind !== 'object' || jsonMember(root, 'Resources') !== undefined) return undefined;
  for (const { key, value } of parameters.members)
    values.set(key.value, { value: givenValue(value, file), range: rangeOf(file, key) });
  return values;
}

function givenValue(node: JsonNode, file: SourceFile): Value {
  const origin = literalOrigin(rangeOf(file, node));
  switch (node.kind) {
    case 'string':
      return stringValue(node.value, origin);
    case 'number':
      return stringValue(node.text, origin);
    case 'bool':
      return stringValue(String(node.value), origin);
    case 'array':
      return listValue(
        node.items.map((item) => givenValue(item, file)),
        origin,
        'list',
      );
    default: {
      const message = 'the value is taken over from the deployed stack, or from a pipeline';
      return unknownValue({ code: 'remote-state', message, range: origin.range }, origin);
    }
  }
}
