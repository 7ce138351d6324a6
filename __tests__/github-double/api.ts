/** The REST API: routes, judges and answers one request after the other. */
import type { IncomingMessage } from 'node:http';
import { answerJson, notFound, Refusal, type Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Match } from './description.ts';
import { createOrders, faultAnswer, strikesAfter, type FaultOrder, type RequestFilter } from './faults.ts';
import { answerGraphql } from './graphql.ts';
import { HANDLERS } from './handlers.ts';
import { asObject } from './json.ts';
import { acceptedPermissions, isAllowed, isReading, NEEDS } from './permissions.ts';
import type { Caller, Repository, World } from './state.ts';

/** One request to the REST API, for assertions. */
export interface RecordedRequest {
  readonly method: string;
  /** Decoded, below the API's root, such as `/repos/acme/net/pulls/1/files`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The official `operationId`; undefined for an unknown route. */
  readonly operation: string | undefined;
  /** The parsed JSON body; undefined without one. */
  readonly body: unknown;
  /** Whose token it carried; undefined for none or a wrong one. */
  readonly login: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What was answered; 0 when the connection was cut. */
  status: number;
}

/** Something that the official description does not allow. */
export interface Violation {
  /** Method and path. */
  readonly request: string;
  /** `request`: the client is wrong; `response`: the double is. */
  readonly side: 'request' | 'response';
  readonly wrong: readonly string[];
}

/** Something to do just before a request is answered. */
export interface Interruption extends RequestFilter {
  readonly run: () => void;
}

/** The REST API of one world. */
export interface Api {
  readonly requests: RecordedRequest[];
  readonly violations: Violation[];
  readonly fault: (order: FaultOrder) => void;
  readonly interrupt: (order: Interruption) => void;
  /** Answers one request; `reset`: the connection shall be cut. */
  readonly answer: (request: IncomingMessage, url: URL, body: Buffer) => Answer | 'reset';
}

const HOURLY_LIMIT = 1000;

const callerOf = (world: World, authorization: string | undefined): Caller | undefined => {
  if (authorization === undefined) return undefined;
  const token = /^(?:token|bearer) +(.+)$/i.exec(authorization)?.[1];
  const caller = token === undefined ? undefined : world.callers.get(token);
  if (caller === undefined) throw new Refusal(401, 'Bad credentials');
  return caller;
};

/** The repository that a request is about, when the caller may do there what the operation does. */
const authorize = (
  world: World,
  caller: Caller | undefined,
  { operation, parameters }: Match,
): Repository => {
  const fullName = `${parameters.get('owner') ?? ''}/${parameters.get('repo') ?? ''}`.toLowerCase();
  const repository = world.repositories.get(fullName);
  if (repository === undefined) throw notFound();
  const reached = caller !== undefined && caller.repositories?.has(fullName) !== false;
  if (repository.private && !reached) throw notFound();
  const needs = NEEDS.get(operation.id) ?? [];
  // Whatever a token lacks, everybody may read what is public.
  if (!repository.private && isReading(needs)) return repository;
  if (caller === undefined) throw new Refusal(401, 'Requires authentication');
  if (!isAllowed(reached ? caller.permissions : {}, needs)) {
    throw new Refusal(403, 'Resource not accessible by integration');
  }
  return repository;
};

const ANONYMOUS: Caller = { token: '', login: '', permissions: {}, repositories: new Set() };

const parseBody = (body: Buffer): { readonly value: unknown } | 'malformed' => {
  if (body.length === 0) return { value: undefined };
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    return 'malformed';
  }
};

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** The API of a world. */
export const createApi = (world: World): Api => {
  const requests: RecordedRequest[] = [];
  const violations: Violation[] = [];
  const faults = createOrders<FaultOrder>();
  const interruptions = createOrders<Interruption>();
  const root = new URL(world.apiUrl).pathname.replace(/\/$/, '');

  /** The path below the API's root; repositories by number (as in `Link` headers) are turned into names. */
  const pathBelowRoot = (pathname: string): string | undefined => {
    if (!pathname.startsWith(`${root}/`)) return undefined;
    const path = pathname.slice(root.length);
    const [whole, id] = /^\/repositories\/(\d+)(?=\/|$)/.exec(path) ?? [];
    if (whole === undefined) return path;
    const repository = [...world.repositories.values()].find((one) => String(one.id) === id);
    return repository === undefined ? path : `/repos/${repository.fullName}${path.slice(whole.length)}`;
  };

  const rateLimit = (): { readonly limit: number; readonly used: number; readonly remaining: number } => {
    const used = Math.min(requests.length, HOURLY_LIMIT);
    return { limit: HOURLY_LIMIT, used, remaining: HOURLY_LIMIT - used };
  };

  const answerRateLimit = (): Answer => {
    const core = { ...rateLimit(), reset: Math.ceil(Date.now() / 1000) + 3600 };
    const { resources } = world.description.seed('rate-limit-overview');
    return answerJson({ resources: { ...asObject(resources), core }, rate: core });
  };

  const carryOut = (
    match: Match,
    call: Omit<Call, 'repository' | 'caller'>,
    caller: Caller | undefined,
  ): Answer => {
    const handler = HANDLERS.get(match.operation.id);
    if (match.operation.id === 'rate-limit/get') return answerRateLimit();
    if (handler === undefined) throw new Error(`There is no handler for ${match.operation.id}.`);
    const repository = authorize(world, caller, match);
    return handler({ ...call, repository, caller: caller ?? ANONYMOUS });
  };

  const answerMatched = (
    match: Match,
    request: IncomingMessage,
    url: URL,
    path: string,
    body: ReturnType<typeof parseBody>,
    wrong: readonly string[],
  ): Answer => {
    try {
      if (request.headers['user-agent'] === undefined) {
        throw new Refusal(403, 'Request forbidden by administrative rules. A User-Agent header is required.');
      }
      const version = request.headers['x-github-api-version'];
      if (version !== undefined && !world.description.apiVersions.includes(String(version))) {
        throw new Refusal(400, `${String(version)} is not a supported version.`);
      }
      const caller = callerOf(world, request.headers.authorization);
      if (body === 'malformed') throw new Refusal(400, 'Problems parsing JSON');
      if (wrong.length > 0 && match.operation.id !== 'rate-limit/get') {
        // Who may not come in is not told what was wrong with the letter.
        authorize(world, caller, match);
        throw new Refusal(422, `Invalid request. ${wrong.join('. ')}.`);
      }
      const accept = request.headers.accept ?? 'application/json';
      const { parameters } = match;
      return carryOut(
        match,
        { world, parameters, query: url.searchParams, body: body.value, accept, path },
        caller,
      );
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  };

  const judged = (match: Match, name: string, answer: Answer): Answer => {
    if (answer.content === undefined || !('json' in answer.content)) return answer;
    const wrong = match.operation.judgeResponse(answer.status, answer.content.json, answer.content.judgedAs);
    if (wrong.length === 0) return answer;
    violations.push({ request: name, side: 'response', wrong });
    return new Refusal(500, `The double's answer is wrong. ${wrong.join('. ')}.`).answer;
  };

  const withCommonHeaders = (match: Match | undefined, answer: Answer): Answer => {
    const { limit, used, remaining } = rateLimit();
    const needs = match === undefined ? undefined : NEEDS.get(match.operation.id);
    return {
      ...answer,
      headers: {
        'x-github-request-id': `DOUBLE:${String(requests.length)}`,
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-used': String(used),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
        'x-ratelimit-resource': 'core',
        ...(needs === undefined ? {} : { 'x-accepted-github-permissions': acceptedPermissions(needs) }),
        ...answer.headers,
      },
    };
  };

  /** The caller; undefined for none and for a wrong token. */
  const readCaller = (authorization: string | undefined): Caller | undefined => {
    try {
      return callerOf(world, authorization);
    } catch {
      return undefined;
    }
  };

  const isGraphql = (url: URL): boolean => url.pathname === new URL(world.graphqlUrl).pathname;

  const answer = (request: IncomingMessage, url: URL, bytes: Buffer): Answer | 'reset' => {
    const method = request.method ?? 'GET';
    const path = pathBelowRoot(url.pathname);
    const shown = decode(path ?? url.pathname);
    const match = path === undefined ? undefined : world.description.match(method, path);
    const body = parseBody(bytes);
    const record: RecordedRequest = {
      method,
      path: shown,
      query: Object.fromEntries(url.searchParams),
      operation: match?.operation.id,
      body: body === 'malformed' ? undefined : body.value,
      login: readCaller(request.headers.authorization)?.login,
      headers: {
        accept: request.headers.accept,
        'user-agent': request.headers['user-agent'],
        'x-github-api-version': request.headers['x-github-api-version']?.toString(),
      },
      status: 0,
    };
    requests.push(record);
    const finish = (final: Answer | 'reset'): Answer | 'reset' => {
      if (final === 'reset') return final;
      record.status = final.status;
      return withCommonHeaders(match, final);
    };

    const name = `${method} ${shown}`;
    if (method === 'POST' && isGraphql(url)) {
      const { answer: told, wrong } = answerGraphql(readCaller(request.headers.authorization), record.body);
      if (wrong.length > 0) violations.push({ request: name, side: 'request', wrong });
      return finish(told);
    }
    if (match === undefined || path === undefined) {
      violations.push({ request: name, side: 'request', wrong: ['The double knows no such route.'] });
      return finish(notFound().answer);
    }
    const wrong =
      body === 'malformed'
        ? ['body is no JSON']
        : match.operation.judgeRequest(match.parameters, url.searchParams, body.value);
    if (wrong.length > 0) violations.push({ request: name, side: 'request', wrong });

    const struck = faults.take(method, shown);
    const before = struck.find((order) => !strikesAfter(order));
    if (before !== undefined) return finish(faultAnswer(before));
    for (const { run } of interruptions.take(method, shown)) run();
    const regular = judged(match, name, answerMatched(match, request, url, path, body, wrong));
    const after = struck.find(strikesAfter);
    return finish(after === undefined ? regular : faultAnswer(after));
  };

  return { requests, violations, fault: faults.add, interrupt: interruptions.add, answer };
};
