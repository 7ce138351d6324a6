/** The vendored description: how it was cut, and that it judges. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  cutDescription,
  formatDescription,
  OPERATIONS,
  SEEDS,
} from '../../scripts/cut-github-description.ts';
import { loadDescription } from './description.ts';
import { HANDLERS } from './handlers.ts';
import { asObject, parseObject, type JsonObject } from './json.ts';
import { NEEDS } from './permissions.ts';

const read = (name: string): string => readFileSync(new URL(`description/${name}`, import.meta.url), 'utf8');

describe.each([
  ['github.json', 'github'],
  ['ghes-3.17.json', 'ghes'],
] as const)('%s', (file, flavour) => {
  const text = read(file);
  const root = parseObject(text);

  test('is what the cutting script makes of it', () => {
    expect(formatDescription(cutDescription(root))).toBe(text);
  });

  test('says which version it was cut from', () => {
    expect(loadDescription(flavour).version).toBe('23.0.2');
    expect(read('NOTICE')).toContain('version 23.0.2');
  });

  test('has every operation, and each is answered and guarded', () => {
    const ids = loadDescription(flavour).operations.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(OPERATIONS.toSorted());
    expect([...HANDLERS.keys(), 'rate-limit/get'].toSorted()).toEqual(OPERATIONS.toSorted());
    expect([...NEEDS.keys()].toSorted()).toEqual(OPERATIONS.toSorted());
  });

  test('has every seed', () => {
    const description = loadDescription(flavour);
    for (const name of SEEDS) expect(Object.keys(description.seed(name)), name).not.toEqual([]);
  });
});

describe('cutting', () => {
  const operation = (id: string): JsonObject => ({
    operationId: id,
    summary: 'prose',
    responses: {
      '200': { description: 'prose', content: { 'application/json': { schema: { $ref: ref('thing') } } } },
    },
  });
  const ref = (name: string): string => `#/components/schemas/${name}`;
  const whole = (ids: readonly string[]): JsonObject => ({
    openapi: '3.0.3',
    info: { title: 'T', version: '1', license: { name: 'MIT' }, description: 'prose' },
    paths: Object.fromEntries([...ids, 'not/wanted'].map((id) => [`/${id}`, { get: operation(id) }])),
    components: {
      schemas: {
        thing: {
          type: 'object',
          description: 'prose',
          'x-more': 'prose',
          properties: { description: { type: 'string', example: 'prose' }, other: { $ref: ref('other') } },
        },
        other: { enum: ['description', 'title'], title: 'prose' },
        unused: {},
      },
      examples: Object.fromEntries(SEEDS.map((name) => [name, { summary: 'prose', value: { title: name } }])),
    },
  });

  test('keeps the operations, what they refer to, and properties that are named like prose', () => {
    const cut = cutDescription(whole(OPERATIONS));
    expect(JSON.stringify(cut)).not.toContain('prose');
    expect(Object.keys(asObject(cut['paths']))).toEqual(OPERATIONS.map((id) => `/${id}`));
    expect(asObject(cut['components'])['schemas']).toEqual({
      other: { enum: ['description', 'title'] },
      thing: {
        type: 'object',
        properties: { description: { type: 'string' }, other: { $ref: ref('other') } },
      },
    });
    expect(asObject(cut['components'])['examples']).toMatchObject({
      commit: { value: { title: 'commit' } },
    });
  });

  test('stops when an operation is missing', () => {
    expect(() => cutDescription(whole(OPERATIONS.slice(1)))).toThrow('no operation rate-limit/get');
  });
});

describe('routes', () => {
  const { match } = loadDescription('github');
  test.each([
    ['GET', '/repos/a/b/contents/x%2Fy%20z.yml', 'repos/get-content', { path: 'x/y z.yml' }],
    ['GET', '/repos/a/b/contents/x/y.yml', 'repos/get-content', { path: 'x/y.yml' }],
    ['GET', '/repos/a/b/contents/', 'repos/get-content', { path: '' }],
    ['GET', '/repos/a/b/commits/x/y', 'repos/get-commit', { ref: 'x/y' }],
    ['GET', '/repos/a/b/commits/x/y/check-runs', 'checks/list-for-ref', { ref: 'x/y' }],
    [
      'GET',
      '/repos/a/b/compare/main...x%2Fy',
      'repos/compare-commits-with-basehead',
      { basehead: 'main...x/y' },
    ],
    ['DELETE', '/repos/a/b/pulls/comments/7', 'pulls/delete-review-comment', { comment_id: '7' }],
  ])('%s %s', (method, path, id, parameters) => {
    const found = match(method, path);
    expect(found?.operation.id).toBe(id);
    expect(Object.fromEntries(found?.parameters ?? [])).toMatchObject(parameters);
  });

  test.each([
    ['PUT', '/repos/a/b/pulls/1'],
    ['GET', '/repos/a/b/pulls'],
    ['GET', '/repos/a/b/pulls/1/'],
    ['GET', '/'],
  ])('%s %s is none', (method, path) => {
    expect(match(method, path)).toBeUndefined();
  });
});

describe('a request is judged', () => {
  const { match } = loadDescription('github');
  const judge = (method: string, address: string, body?: unknown): readonly string[] => {
    const url = new URL(address, 'http://x');
    const found = match(method, url.pathname);
    return found?.operation.judgeRequest(found.parameters, url.searchParams, body) ?? ['no route'];
  };
  const pulls = '/repos/a/b/pulls/1';
  const good = { name: 'n', head_sha: 'a'.repeat(40) };

  test.each([
    ['GET', `${pulls}/files?per_page=100&page=2`, undefined, []],
    ['GET', `${pulls}/files?per_page=many`, undefined, ['query/per_page must be integer (integer)']],
    ['GET', `${pulls}/files?perpage=3`, undefined, ['query must NOT have additional properties (perpage)']],
    ['GET', '/repos/a/b/pulls/one', undefined, ['path/pull_number must be integer (integer)']],
    ['GET', pulls, {}, ['body must not be sent']],
    ['POST', `${pulls}/reviews`, undefined, []],
    [
      'POST',
      `${pulls}/reviews`,
      { event: 'LIKE' },
      ['body/event must be equal to one of the allowed values'],
    ],
    [
      'POST',
      `${pulls}/reviews`,
      { comments: [{ body: 'x' }] },
      ["body/comments/0 must have required property 'path' (path)"],
    ],
    ['POST', `${pulls}/comments`, undefined, ['body must be sent']],
    [
      'POST',
      `${pulls}/comments`,
      { body: 'x', commit_id: 'y', path: 'z', line: '3' },
      ['body/line must be integer (integer)'],
    ],
    [
      'POST',
      '/repos/a/b/check-runs',
      { ...good, started_at: 'yesterday' },
      ['body/started_at must match format "date-time" (date-time)'],
    ],
    [
      'POST',
      '/repos/a/b/check-runs',
      { ...good, output: { title: 't', summary: 's', colour: 'red' } },
      ['body/output must NOT have additional properties (colour)'],
    ],
    ['PATCH', '/repos/a/b/check-runs/1', { status: 'completed', conclusion: 'success' }, []],
  ])('%s %s %j', (method, address, body, wrong) => {
    expect(judge(method, address, body)).toEqual(wrong);
  });

  test('for more annotations than one request may carry', () => {
    const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' };
    const annotations = Array.from({ length: 51 }, () => annotation);
    expect(
      judge('POST', '/repos/a/b/check-runs', { ...good, output: { title: 't', summary: 's', annotations } }),
    ).toEqual(['body/output/annotations must NOT have more than 50 items']);
  });
});

describe('an answer is judged', () => {
  const { operations } = loadDescription('github');
  const judge = (id: string, status: number, body: unknown): readonly string[] =>
    operations.find((operation) => operation.id === id)?.judgeResponse(status, body) ?? ['no operation'];

  test('for its status and its shape', () => {
    expect(judge('issues/list-comments', 200, [])).toEqual([]);
    expect(judge('issues/list-comments', 200, [{}]).length).toBeGreaterThan(5);
    expect(judge('issues/list-comments', 201, [])).toEqual(['status 201 is not described']);
    expect(judge('pulls/create-review', 422, { message: 'x', documentation_url: 'y', errors: [{}] })).toEqual(
      ['response/errors/0 must be string (string)'],
    );
  });
});
