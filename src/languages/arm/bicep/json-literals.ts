/** The declarations of a compiled template, and in each the literals with the paths that they have in Bicep. */
import type { SourceFile, Span } from '../../../text/source-file.ts';
import { offsetsInJsonString } from '../../json/json-string.ts';
import { jsonMember, jsonText } from '../../json/json-value.ts';
import type { JsonNode, JsonObject, JsonString } from '../../json/parse-json.ts';
import { literalKey, type Literal } from './declaration.ts';

/** A parameter, variable, resource, … of a template. */
export interface JsonDeclaration extends Span {
  readonly kind: 'param' | 'var' | 'resource' | 'output' | 'func' | 'type';
  /** The name in the template; empty for resources that have no symbolic name. */
  readonly name: string;
  readonly node: JsonNode;
  /** The template of a nested deployment. */
  readonly template: JsonObject | undefined;
}

/** What stands at a place of a declaration; `key` is set for literals. */
export interface JsonEntry extends Span {
  readonly path: string;
  readonly key: string | undefined;
}

/** The declarations of a template or of a parameter file, ordered by their places. */
export function jsonDeclarations(root: JsonObject): readonly JsonDeclaration[] {
  const found: JsonDeclaration[] = [];
  const add = (kind: JsonDeclaration['kind'], name: string, node: JsonNode, { start, end }: Span): void => {
    const template = kind === 'resource' ? nestedTemplate(node) : undefined;
    found.push({ kind, name, node, template, start, end });
  };
  const addMembers = (kind: JsonDeclaration['kind'], node: JsonNode | undefined): void => {
    if (node?.kind !== 'object') return;
    for (const member of node.members) {
      if (kind === 'var' && member.key.value === 'copy') addLoops(member.value);
      else add(kind, member.key.value, member.value, member);
    }
  };
  const addLoops = (node: JsonNode): void => {
    for (const item of node.kind === 'array' ? node.items : []) {
      add('var', jsonText(jsonMember(item, 'name')) ?? '', item, item);
    }
  };
  addMembers('param', jsonMember(root, 'parameters', true));
  addMembers('var', jsonMember(root, 'variables', true));
  addMembers('output', jsonMember(root, 'outputs', true));
  addMembers('type', jsonMember(root, 'definitions', true));
  const functions = jsonMember(root, 'functions', true);
  for (const item of functions?.kind === 'array' ? functions.items : []) {
    addMembers('func', jsonMember(item, 'members', true));
  }
  const resources = jsonMember(root, 'resources', true);
  addMembers('resource', resources);
  for (const item of resources?.kind === 'array' ? resources.items : []) add('resource', '', item, item);
  return found.sort((a, b) => a.start - b.start);
}

/** The template that a deployment carries. */
export function nestedTemplate(deployment: JsonNode): JsonObject | undefined {
  const template = jsonMember(jsonMember(deployment, 'properties', true), 'template', true);
  return template?.kind === 'object' ? template : undefined;
}

/** Everything in a declaration that has a place of its own, ordered by place. `isModule`: it was a `module`. */
export function jsonEntries(
  declaration: JsonDeclaration,
  file: SourceFile,
  isModule: boolean,
): readonly JsonEntry[] {
  const walk: Walk = { file, isModule, declaration, entries: [], wrappers: new Set() };
  visit(walk, declaration.node, startPath(declaration));
  return walk.entries.sort((a, b) => a.start - b.start || b.end - a.end);
}

interface Walk {
  readonly file: SourceFile;
  readonly isModule: boolean;
  readonly declaration: JsonDeclaration;
  readonly entries: JsonEntry[];
  /** The objects `{ "value": … }` around what a module's parameters are given. */
  readonly wrappers: Set<JsonNode>;
}

/** The path of the whole: a variable is its value, a parameter has its value among what is said of it. */
function startPath({ kind }: JsonDeclaration): string {
  return kind === 'var' || kind === 'resource' ? '' : '#';
}

function visit(walk: Walk, node: JsonNode, path: string): void {
  const { start, end } = node;
  switch (node.kind) {
    case 'string':
      visitString(walk, node, path);
      return;
    case 'number':
    case 'bool':
      walk.entries.push({ start, end, path, key: literalKey(node.value) });
      return;
    case 'null':
      walk.entries.push({ start, end, path, key: undefined });
      return;
    case 'array':
      walk.entries.push({ start, end, path, key: undefined });
      for (const [index, item] of node.items.entries()) visit(walk, item, childOf(path, String(index)));
      return;
    case 'object':
      walk.entries.push({ start, end, path, key: undefined });
      visitMembers(walk, node, path);
  }
}

function visitMembers(walk: Walk, node: JsonObject, path: string): void {
  for (const { key, value } of node.members) {
    if (value === walk.declaration.template && walk.isModule) continue;
    const child = memberPath(walk, node, path, key.value);
    if (walk.isModule && path === 'params') walk.wrappers.add(value);
    if (child === 'loops') visitLoops(walk, node, value, path);
    else {
      walk.entries.push({ start: key.start, end: key.end, path: child.path, key: undefined });
      visit(walk, value, child.path);
    }
  }
}

/** What stands at a resource's top beside its properties, made by the compiler. */
const MADE_BY_COMPILER: ReadonlySet<string> = new Set([
  'type',
  'apiVersion',
  'existing',
  'copy',
  'condition',
  'import',
  'extension',
]);

function memberPath(
  { declaration, isModule, wrappers }: Walk,
  node: JsonObject,
  path: string,
  key: string,
): 'loops' | { readonly path: string } {
  const isTop = node === declaration.node;
  if (key === 'copy' && !(isTop && declaration.kind === 'resource')) return 'loops';
  if (!isTop) {
    if (wrappers.has(node)) return { path: key === 'value' || key === 'reference' ? path : '#' };
    return { path: isModule && path === 'properties' ? modulePath(key) : childOf(path, key) };
  }
  switch (declaration.kind) {
    case 'resource':
      return { path: MADE_BY_COMPILER.has(key) ? '#' : key };
    case 'param':
      return { path: key === 'defaultValue' || key === 'value' ? '' : '#' };
    case 'output':
      return { path: key === 'value' ? '' : '#' };
    case 'func':
      return { path: '#' };
    case 'var': {
      // An entry of `variables.copy` is no member of `variables`: its extent is that of the object itself.
      const isLoop = declaration.start === node.start;
      return { path: !isLoop ? key : key === 'input' ? '*' : '#' };
    }
    case 'type':
      return { path: '#' };
  }
}

/** `properties.parameters.x.value` of a deployment is `params.x` of a module. */
function modulePath(key: string): string {
  if (key === 'parameters') return 'params';
  return key === 'extensionConfigs' ? key : '#';
}

/** `copy: [{ name, count, input }]` makes the property `name`, a list of what `input` says. */
function visitLoops(walk: Walk, around: JsonObject, node: JsonNode, path: string): void {
  if (walk.declaration.kind === 'output' && node.kind === 'object') {
    const input = jsonMember(node, 'input');
    if (input !== undefined) visit(walk, input, '*');
    return;
  }
  if (node.kind !== 'array') {
    visit(walk, node, childOf(path, 'copy'));
    return;
  }
  for (const item of node.items) {
    const name = jsonText(jsonMember(item, 'name'));
    const input = jsonMember(item, 'input');
    if (name === undefined || input === undefined) continue;
    const list = walk.wrappers.has(around) ? path : childOf(path, name);
    walk.entries.push({ start: item.start, end: item.end, path: list, key: undefined });
    visit(walk, input, childOf(list, '*'));
  }
}

function childOf(path: string, step: string): string {
  if (path === '#') return '#';
  return path === '' ? step : `${path}/${step}`;
}

/** What a template's string says: an expression is one in brackets, `[[` stands for one bracket. */
function visitString({ file, entries }: Walk, node: JsonString, path: string): void {
  const { value, start, end } = node;
  const isExpression = value.startsWith('[') && value.endsWith(']') && !value.startsWith('[[');
  if (!isExpression) {
    const text = value.startsWith('[[') ? value.slice(1) : value;
    entries.push({ start, end, path, key: literalKey(text) });
    return;
  }
  entries.push({ start, end, path, key: undefined });
  const offsets = node.hasEscapes ? offsetsInJsonString(file.text, start) : undefined;
  const offsetOf = (index: number): number => offsets?.[index] ?? start + 1 + index;
  for (const literal of expressionLiterals(value)) {
    entries.push({ start: offsetOf(literal.start), end: offsetOf(literal.end), path, key: literal.key });
  }
}

/** A text that names something is no literal in Bicep: the argument of `parameters('x')`. */
const NAMES =
  /(?:parameters|variables|lambdaVariables|copyIndex|reference|references|resourceInfo|tryGet)\($/i;

const PART = /'(?:[^']|'')*'|[A-Za-z_$][\w$.]*\(?|-?\d+/g;

function expressionLiterals(expression: string): readonly Omit<Literal, 'path'>[] {
  const found: Omit<Literal, 'path'>[] = [];
  let before = '';
  for (const match of expression.matchAll(PART)) {
    const [text] = match;
    const span = { start: match.index, end: match.index + text.length };
    if (text.startsWith("'")) {
      const decoded = text.slice(1, -1).replaceAll("''", "'");
      if (!NAMES.test(before)) found.push({ ...span, key: literalKey(decoded) });
    } else if (/^-?\d/.test(text)) {
      found.push({ ...span, key: `n:${text}` });
    } else if (text === 'true(' || text === 'false(') {
      // With the brackets of the call.
      found.push({ start: span.start, end: span.end + 1, key: `b:${text.slice(0, -1)}` });
    }
    before = text;
  }
  return found;
}
