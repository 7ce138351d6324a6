/** GitHub's official API description as a judge: which operation a request is, and whether it and its answer fit. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { toDefinitions, toJsonSchema } from './json-schema.ts';
import {
  asList,
  asObject,
  asText,
  isList,
  isObject,
  mapObject,
  parseObject,
  type Json,
  type JsonObject,
} from './json.ts';

/** Which GitHub: github.com, or GitHub Enterprise Server. */
export type Flavour = 'github' | 'ghes';

/** The operation that a request names, with its decoded path parameters. */
export interface Match {
  readonly operation: Operation;
  readonly parameters: ReadonlyMap<string, string>;
}

/** One operation of the description. */
interface Operation {
  readonly id: string;
  readonly method: string;
  /** As the description writes it, such as `/repos/{owner}/{repo}`. */
  readonly template: string;
  /** What is wrong with a request, one sentence each; `body` is undefined when there is none. */
  readonly judgeRequest: (
    parameters: ReadonlyMap<string, string>,
    query: URLSearchParams,
    body: unknown,
  ) => readonly string[];
  /** What is wrong with an answer's status and JSON body, one sentence each; `application/json` unless told. */
  readonly judgeResponse: (status: number, body: unknown, mediaType?: string) => readonly string[];
}

/** The description of one GitHub. */
export interface Description {
  readonly version: string;
  /** What `x-github-api-version` may say. */
  readonly apiVersions: readonly string[];
  readonly operations: readonly Operation[];
  /** The operation for a method and a still percent-encoded path; undefined when there is none. */
  readonly match: (method: string, path: string) => Match | undefined;
  /** A copy of an official example; of a list its first item. */
  readonly seed: (name: string) => JsonObject;
}

const FILES: Readonly<Record<Flavour, string>> = { github: 'github.json', ghes: 'ghes-3.17.json' };

/** The versions that each answers; GHES knows a new one only in later releases. */
const API_VERSIONS: Readonly<Record<Flavour, readonly string[]>> = {
  github: ['2022-11-28', '2026-03-10'],
  ghes: ['2022-11-28'],
};

/** Path parameters that may contain slashes. */
const MULTI_SEGMENT = new Set(['path', 'ref', 'basehead', 'tree_sha']);

/** Answers that every operation may give although the description does not list them. */
const UNLISTED_ERRORS = new Set([400, 401, 403, 404, 422, 429, 500, 502]);

/**
 * Where GitHub itself answers null although the description says integer: a comment whose lines are gone
 * (outdated) has no line and no position, a comment on a whole file never had a line.
 */
const NULL_IN_PRACTICE: Readonly<Record<string, readonly string[]>> = {
  'pull-request-review-comment': ['line', 'original_line', 'position'],
  'review-comment': ['line', 'original_line', 'position'],
};

const sentence = (where: string) => (error: ErrorObject) => {
  const detail = Object.values(error.params as Record<string, unknown>)
    .filter((value) => typeof value === 'string')
    .join(', ');
  return `${where}${error.instancePath} ${error.message ?? 'is wrong'}${detail === '' ? '' : ` (${detail})`}`;
};

const createAjv = (coerceTypes: boolean): Ajv => {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes });
  // ajv-formats is CommonJS: its types and its run-time shape differ between module systems.
  const add = addFormats as unknown as ((ajv: Ajv) => void) & { default?: (ajv: Ajv) => void };
  (add.default ?? add)(ajv);
  ajv.addFormat('int64', true);
  ajv.addFormat('timestamp', true);
  return ajv;
};

const allowNullInPractice = (schemas: JsonObject): JsonObject =>
  mapObject(schemas, (schema, name) => {
    const fields = NULL_IN_PRACTICE[name];
    if (fields === undefined || !isObject(schema)) return schema;
    const properties = mapObject(asObject(schema['properties']), (property, field) =>
      fields.includes(field) ? { ...asObject(property), nullable: true } : property,
    );
    return { ...schema, properties };
  });

const toPattern = (template: string): RegExp => {
  const source = template
    .split(/\{(\w+)\}/)
    .map((part, at) => {
      if (at % 2 === 1) return MULTI_SEGMENT.has(part) ? `(?<${part}>.+)` : `(?<${part}>[^/]+)`;
      return part.replaceAll('.', '\\.');
    })
    .join('');
  // The root folder's contents are asked for with an empty path.
  return new RegExp(`^${source.replace('/contents/(?<path>.+)', '/contents(?:/(?<path>.*))?')}$`);
};

const load = (flavour: Flavour): Description => {
  const url = new URL(`description/${FILES[flavour]}`, import.meta.url);
  const root = parseObject(readFileSync(url, 'utf8'));
  const components = asObject(root['components']);
  const schemas = asObject(components['schemas']);
  const requests = createAjv(false).addSchema(toDefinitions(schemas, 'closed'));
  const responses = createAjv(false).addSchema(toDefinitions(allowNullInPractice(schemas), 'open'));
  const parameters = createAjv(true);

  const follow = (node: Json | undefined): JsonObject => {
    const reference = asObject(node)['$ref'];
    if (typeof reference !== 'string') return asObject(node);
    const [, , kind = '', name = ''] = reference.split('/');
    return asObject(asObject(components[kind])[name]);
  };
  const jsonSchemaOf = (node: JsonObject, mediaType = 'application/json'): Json | undefined =>
    asObject(asObject(node['content'])[mediaType])['schema'];

  const parameterSchema = (list: Json | undefined, place: string): JsonObject => {
    const members = asList(list)
      .map(follow)
      .filter((parameter) => parameter['in'] === place);
    return {
      type: 'object',
      properties: Object.fromEntries(members.map(({ name, schema }) => [asText(name), schema ?? {}])),
      required: members.filter(({ required }) => required === true).map(({ name }) => asText(name)),
      additionalProperties: false,
    };
  };

  const toOperation = (template: string, method: string, node: JsonObject): Operation => {
    let query: ValidateFunction | undefined;
    let path: ValidateFunction | undefined;
    let request: ValidateFunction | undefined;
    const answers = new Map<string, ValidateFunction | undefined>();
    const bodyNode = node['requestBody'] === undefined ? undefined : follow(node['requestBody']);
    const bodySchema = bodyNode === undefined ? undefined : jsonSchemaOf(bodyNode);

    const answerJudge = (status: number, mediaType = 'application/json'): ValidateFunction | undefined => {
      const key = `${String(status)} ${mediaType}`;
      if (answers.has(key)) return answers.get(key);
      const listed = asObject(node['responses'])[String(status)];
      const schema = listed === undefined ? undefined : jsonSchemaOf(follow(listed), mediaType);
      const judge =
        schema === undefined ? undefined : responses.compile(asObject(toJsonSchema(schema, 'open')));
      answers.set(key, judge);
      return judge;
    };

    return {
      id: asText(node['operationId']),
      method: method.toUpperCase(),
      template,
      judgeRequest: (pathParameters, queryParameters, body) => {
        path ??= parameters.compile(parameterSchema(node['parameters'], 'path'));
        query ??= parameters.compile(parameterSchema(node['parameters'], 'query'));
        const wrong: string[] = [];
        if (!path(Object.fromEntries(pathParameters)))
          wrong.push(...(path.errors ?? []).map(sentence('path')));
        if (!query(Object.fromEntries(queryParameters)))
          wrong.push(...(query.errors ?? []).map(sentence('query')));
        if (bodySchema === undefined) {
          if (body !== undefined) wrong.push('body must not be sent');
        } else if (body === undefined) {
          if (bodyNode?.['required'] === true) wrong.push('body must be sent');
        } else {
          request ??= requests.compile(asObject(toJsonSchema(bodySchema, 'closed')));
          if (!request(body)) wrong.push(...(request.errors ?? []).map(sentence('body')));
        }
        return wrong;
      },
      judgeResponse: (status, body, mediaType) => {
        const listed = asObject(node['responses'])[String(status)] !== undefined;
        if (!listed && !UNLISTED_ERRORS.has(status)) return [`status ${String(status)} is not described`];
        const judge = answerJudge(status, mediaType);
        return judge === undefined || judge(body) ? [] : (judge.errors ?? []).map(sentence('response'));
      },
    };
  };

  const routes = Object.entries(asObject(root['paths']))
    // The longer template first: /commits/{ref}/check-runs is not the commit "x/check-runs".
    .sort(([a], [b]) => b.length - a.length)
    .map(([template, methods]) => ({
      pattern: toPattern(template),
      operations: Object.entries(asObject(methods)).map(([method, node]) =>
        toOperation(template, method, asObject(node)),
      ),
    }));

  return {
    version: asText(asObject(root['info'])['version']),
    apiVersions: API_VERSIONS[flavour],
    operations: routes.flatMap(({ operations }) => operations),
    match: (method, path) => {
      for (const { pattern, operations } of routes) {
        const found = pattern.exec(path);
        const operation = operations.find((candidate) => candidate.method === method);
        if (found === null || operation === undefined) continue;
        // A group that took no part is undefined, whatever its type says.
        const groups: Readonly<Record<string, string | undefined>> = found.groups ?? {};
        const entries = Object.entries(groups);
        return {
          operation,
          parameters: new Map(entries.map(([name, value]) => [name, decodeURIComponent(value ?? '')])),
        };
      }
      return undefined;
    },
    seed: (name) => {
      const { value } = asObject(asObject(components['examples'])[name]);
      return structuredClone(asObject(isList(value) ? value[0] : value));
    },
  };
};

const loaded = new Map<Flavour, Description>();

/** The official description of github.com or of GitHub Enterprise Server, read once. */
export const loadDescription = (flavour: Flavour): Description => {
  const known = loaded.get(flavour) ?? load(flavour);
  loaded.set(flavour, known);
  return known;
};
