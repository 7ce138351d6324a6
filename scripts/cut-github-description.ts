/**
 * Cuts GitHub's official API description down to the operations that the tests' GitHub double answers.
 *
 * Usage: npm pack @octokit/openapi@23.0.2, unpack it, then
 *   tsx scripts/cut-github-description.ts package/generated/api.github.com.json \
 *     __tests__/github-double/description/github.json
 * and the same with ghes-3.17.json. Without a second argument the result goes to stdout.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  asText,
  isList,
  isObject,
  mapObject,
  parseObject,
  type Json,
  type JsonObject,
} from '../__tests__/github-double/json.ts';

/** The operations that are kept, by `operationId`. */
export const OPERATIONS: readonly string[] = [
  'rate-limit/get',
  'repos/get',
  'repos/get-content',
  'repos/get-commit',
  'repos/compare-commits-with-basehead',
  'git/get-tree',
  'pulls/get',
  'pulls/list-files',
  'pulls/list-reviews',
  'pulls/create-review',
  'pulls/update-review',
  'pulls/delete-pending-review',
  'pulls/list-comments-for-review',
  'pulls/submit-review',
  'pulls/dismiss-review',
  'pulls/list-review-comments',
  'pulls/create-review-comment',
  'pulls/update-review-comment',
  'pulls/delete-review-comment',
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'issues/add-labels',
  'checks/create',
  'checks/update',
  'checks/list-annotations',
  'checks/list-for-ref',
  'code-scanning/upload-sarif',
  'code-scanning/get-sarif',
];

/** The official examples that are kept: the double starts its answers from them. */
export const SEEDS: readonly string[] = [
  'full-repository-default-response',
  'pull-request',
  'pull-request-review',
  'pull-request-review-comment-example-for-a-multi-line-comment',
  'issue-comment',
  'check-run-example-of-completed-conclusion',
  'commit',
  'label-items',
  'rate-limit-overview',
];

/** Keywords whose value maps names that users chose to objects; such names are never keywords themselves. */
const NAMED = new Set(['properties', 'patternProperties', 'content', 'headers', 'responses', 'paths']);

/** Keywords whose value is data, not description, and stays as it is. */
const VERBATIM = new Set(['enum', 'default', 'const', 'required', 'mapping', 'variables']);

/** Keywords that only inform a human reader. */
const PROSE = new Set([
  'description',
  'summary',
  'title',
  'externalDocs',
  'tags',
  'example',
  'examples',
  'deprecated',
]);

const objectAt = (value: Json | undefined, ...path: readonly string[]): JsonObject => {
  let current = value;
  for (const key of path) current = isObject(current) ? current[key] : undefined;
  if (!isObject(current))
    throw new Error(`The description has no object at ${path.join('.') || 'its root'}.`);
  return current;
};

/** A description node without prose, examples and `x-` extensions. */
const withoutProse = (node: Json): Json => {
  if (isList(node)) return node.map(withoutProse);
  if (!isObject(node)) return node;
  return mapObject(node, (value, key) => {
    if (VERBATIM.has(key)) return value;
    if (NAMED.has(key) && isObject(value)) return mapObject(value, (member) => withoutProse(member));
    return PROSE.has(key) || key.startsWith('x-') ? undefined : withoutProse(value);
  });
};

/** Adds every `#/components/<kind>/<name>` that a node mentions to the list, each once. */
const collectReferences = (node: Json, found: Set<string>): void => {
  if (isList(node)) for (const item of node) collectReferences(item, found);
  else if (isObject(node)) {
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string') found.add(value);
      else collectReferences(value, found);
    }
  }
};

/** The kept operations with their paths, in the order of `OPERATIONS`. */
const cutPaths = (description: JsonObject): JsonObject => {
  const byId = new Map<string, { path: string; method: string; operation: Json }>();
  for (const [path, methods] of Object.entries(objectAt(description, 'paths'))) {
    for (const [method, operation] of Object.entries(objectAt(methods))) {
      if (isObject(operation)) byId.set(asText(operation['operationId']), { path, method, operation });
    }
  }
  const paths = new Map<string, Record<string, Json>>();
  for (const id of OPERATIONS) {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`The description has no operation ${id}.`);
    const methods = paths.get(found.path) ?? {};
    methods[found.method] = withoutProse(found.operation);
    paths.set(found.path, methods);
  }
  return Object.fromEntries(paths);
};

/** Everything that the paths refer to, directly or through other components, and the seeds; sorted by name. */
const cutComponents = (description: JsonObject, paths: JsonObject): JsonObject => {
  const references = new Set<string>();
  collectReferences(paths, references);
  const kept = new Map<string, Map<string, Json>>();
  const keep = (kind: string, name: string, value: Json): void => {
    const members = kept.get(kind) ?? new Map<string, Json>();
    kept.set(kind, members.set(name, value));
  };
  // A Set is walked in insertion order and shows what is added on the way.
  for (const reference of references) {
    const [, , kind = '', name = ''] = reference.split('/');
    const component = withoutProse(objectAt(description, 'components', kind, name));
    collectReferences(component, references);
    keep(kind, name, component);
  }
  for (const name of SEEDS) {
    const { value } = objectAt(description, 'components', 'examples', name);
    keep('examples', name, { value: value ?? null });
  }
  const sorted = <V>(map: ReadonlyMap<string, V>): [string, V][] =>
    [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(
    sorted(kept).map(([kind, members]) => [kind, Object.fromEntries(sorted(members))]),
  );
};

/**
 * The kept operations, all that they refer to, and the seeds; without prose. Cutting a cut changes nothing.
 * Throws when an operation or a seed is missing.
 */
export const cutDescription = (whole: JsonObject): JsonObject => {
  const info = objectAt(whole, 'info');
  const paths = cutPaths(whole);
  return {
    openapi: whole['openapi'] ?? null,
    info: {
      title: info['title'] ?? null,
      version: info['version'] ?? null,
      license: info['license'] ?? null,
    },
    paths,
    components: cutComponents(whole, paths),
  };
};

/** JSON text with one line for each path and each component, so that a new version shows what changed. */
export const formatDescription = (cut: JsonObject): string => {
  const lines = (members: JsonObject, indent: string): string =>
    Object.entries(members)
      .map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  const kinds = Object.entries(objectAt(cut, 'components')).map(
    ([kind, members]) => `    ${JSON.stringify(kind)}: {\n${lines(objectAt(members), '      ')}\n    }`,
  );
  return [
    '{',
    `  "openapi": ${JSON.stringify(cut['openapi'])},`,
    `  "info": ${JSON.stringify(cut['info'])},`,
    `  "paths": {\n${lines(objectAt(cut, 'paths'), '    ')}\n  },`,
    `  "components": {\n${kinds.join(',\n')}\n  }`,
    '}\n',
  ].join('\n');
};

const main = ([source, target]: readonly string[]): void => {
  if (source === undefined) {
    console.error('Usage: tsx scripts/cut-github-description.ts <description.json> [<target.json>]');
    process.exitCode = 2;
    return;
  }
  const text = formatDescription(cutDescription(parseObject(readFileSync(source, 'utf8'))));
  if (target === undefined) process.stdout.write(text);
  else writeFileSync(target, text);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
