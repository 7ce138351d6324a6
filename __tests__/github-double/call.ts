/** One judged request on its way through a handler. */
import { answerJson, type Answer } from './answer.ts';
import { invalid, notFound } from './answer.ts';
import type { Caller, PullRequest, Repository, World } from './state.ts';

/** A request about a repository that the caller may see. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  readonly repository: Repository;
  /** Decoded path parameters. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** Judged by the official description before a handler sees it. */
  readonly body: unknown;
  /** The `accept` header. */
  readonly accept: string;
  /** The path below the API's root, still percent-encoded. */
  readonly path: string;
}

/** Answers a call, or throws a `Refusal`. */
export type Handler = (call: Call) => Answer;

/** A path parameter; the route guarantees that it is there. */
export const parameterOf = (call: Call, name: string): string => call.parameters.get(name) ?? '';

/** The pull request that a path parameter numbers; 404 when there is none. */
export const pullOf = (call: Call, parameter: 'pull_number' | 'issue_number'): PullRequest => {
  const number = Number(parameterOf(call, parameter));
  const found = call.world.pulls.find(
    (pull) => pull.repository === call.repository && pull.number === number,
  );
  if (found === undefined) throw notFound();
  return found;
};

/** What a path parameter's id names in a list; 404 when nothing of the repository does. */
export const findById = <T extends { readonly id: number }>(
  call: Call,
  parameter: string,
  list: readonly T[],
  repositoryOf: (item: T) => Repository,
): T => {
  const id = Number(parameterOf(call, parameter));
  const found = list.find((item) => item.id === id && repositoryOf(item) === call.repository);
  if (found === undefined) throw notFound();
  return found;
};

/** The characters above which GitHub refuses a body. */
export const MAX_BODY = 65_536;

/** Refuses an empty or too long body the way issue comments are refused. */
export const checkBody = (resource: string, body: string): void => {
  if (body.trim() === '') throw invalid({ resource, field: 'body', code: 'missing_field' });
  if (body.length > MAX_BODY) {
    const message = `Body is too long (maximum is ${String(MAX_BODY)} characters)`;
    throw invalid({ resource, field: 'data', code: 'unprocessable', message });
  }
};

/** One page of a list: its items, and the `Link` header to the others. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The page that a request asks for: 30 items unless told, never more than 100, whatever it asks. The links name the
 * repository by its number, as GitHub's do.
 */
export const pageOf = <T>(call: Call, all: readonly T[]): Page<T> => {
  const wanted = Number(call.query.get('per_page') ?? '30');
  const size = wanted >= 1 ? Math.min(wanted, 100) : 30;
  const page = Math.max(1, Number(call.query.get('page') ?? '1'));
  const last = Math.max(1, Math.ceil(all.length / size));
  const items = all.slice((page - 1) * size, page * size);
  const link = (to: number, relation: string): string => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    const path = call.path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${String(call.repository.id)}`);
    return `<${call.world.apiUrl}${path}?${query.toString()}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return { items, headers: links.length === 0 ? {} : { link: links.join(', ') } };
};

/** The asked page of a list, each item rendered. */
export const answerPage = <T>(call: Call, all: readonly T[], render: (item: T) => unknown): Answer => {
  const { items, headers } = pageOf(call, all);
  return answerJson(items.map(render), 200, headers);
};
