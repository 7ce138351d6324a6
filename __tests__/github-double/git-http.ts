/** Git's smart HTTP protocol for fetching, spoken by git's own http-backend. */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { gitEnvironment } from './git-environment.ts';
import type { Caller, Repository, World } from './state.ts';

/** One request that git made. */
export interface GitRequest {
  /** Full name of the repository. */
  readonly repository: string;
  /** `advertise` starts every fetch, clone and ls-remote, once each; the others follow it. */
  readonly kind: 'advertise' | 'upload-pack';
  /** Objects that were asked for by SHA. */
  readonly wants: readonly string[];
  readonly status: number;
}

/** A request path of git's protocol. */
export const GIT_PATH = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack)$/;

/** As github.com is set up: any object may be asked for, and filters are understood. */
const SERVER_CONFIG: Readonly<Record<string, string>> = {
  'uploadpack.allowAnySHA1InWant': 'true',
  'uploadpack.allowFilter': 'true',
};

const callerOf = (world: World, request: IncomingMessage): Caller | 'unknown' | undefined => {
  const header = /^basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (header === undefined) return undefined;
  // Any user name will do; the token is the password.
  const token = Buffer.from(header, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
  return world.callers.get(token) ?? 'unknown';
};

/** The status with which a request is turned away; undefined when it may go on. */
const refusalOf = (
  repository: Repository | undefined,
  caller: Caller | 'unknown' | undefined,
): number | undefined => {
  if (caller === 'unknown') return 401;
  if (repository?.private === false) return undefined;
  if (caller === undefined) return 401;
  if (repository === undefined) return 404;
  if (caller.repositories?.has(repository.fullName.toLowerCase()) === false) return 404;
  return caller.permissions.contents === undefined ? 403 : undefined;
};

const wantsIn = (body: Buffer, encoding: string | undefined): readonly string[] => {
  const text = (encoding === 'gzip' ? gunzipSync(body) : body).toString('latin1');
  return [...text.matchAll(/want ([0-9a-f]{40})/g)].map((match) => match[1] ?? '');
};

const runBackend = (
  repository: Repository,
  service: string,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const config = Object.entries(SERVER_CONFIG).flatMap(([key, value], at): [string, string][] => [
      [`GIT_CONFIG_KEY_${String(at)}`, key],
      [`GIT_CONFIG_VALUE_${String(at)}`, value],
    ]);
    const child = spawn('git', ['http-backend'], {
      env: {
        ...gitEnvironment(),
        ...Object.fromEntries(config),
        GIT_CONFIG_COUNT: String(Object.keys(SERVER_CONFIG).length),
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROJECT_ROOT: dirname(repository.gitDirectory),
        PATH_INFO: `/${basename(repository.gitDirectory)}/${service}`,
        REQUEST_METHOD: request.method ?? 'GET',
        QUERY_STRING: url.searchParams.toString(),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        CONTENT_LENGTH: String(body.length),
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REMOTE_ADDR: '127.0.0.1',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => {
      resolve(Buffer.concat(chunks));
    });
    // The backend may answer an error and end without reading its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(body);
  });

/** Answers one request of git, and says what it was. */
export const answerGit = async (
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Buffer,
): Promise<GitRequest> => {
  const [, owner = '', name = '', service = ''] = GIT_PATH.exec(url.pathname) ?? [];
  const fullName = `${owner}/${name}`;
  const repository = world.repositories.get(fullName.toLowerCase());
  const kind = service === 'info/refs' ? 'advertise' : 'upload-pack';
  const refusal = refusalOf(repository, callerOf(world, request));
  if (refusal !== undefined || repository === undefined) {
    const status = refusal ?? 404;
    const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    response.writeHead(status, { 'content-type': 'text/plain', ...challenge });
    response.end(status === 404 ? 'Repository not found.' : 'Authentication failed.');
    return { repository: fullName, kind, wants: [], status };
  }
  const wants = kind === 'advertise' ? [] : wantsIn(body, request.headers['content-encoding']);
  const output = await runBackend(repository, service, request, url, body);
  const end = output.indexOf('\r\n\r\n');
  const headers = output
    .subarray(0, end)
    .toString('latin1')
    .split('\r\n')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
  const status = Number.parseInt(headers.find(([key]) => key === 'status')?.[1] ?? '200', 10);
  response.writeHead(status, Object.fromEntries(headers.filter(([key]) => key !== 'status')));
  response.end(output.subarray(end + 4));
  return { repository: repository.fullName, kind, wants, status };
};
