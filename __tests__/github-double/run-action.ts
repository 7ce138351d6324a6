/** Runs a built action as the Actions runner does: a process of its own, inputs and files in its environment. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import type { ActionEvent } from './events.ts';
import { JOB_TOKEN, type GitHubDouble } from './start-github.ts';
import { temporaryFolder } from './temporary-folders.ts';
import { readFileCommands, readLog, type ReadLog } from './workflow-log.ts';

/** What to run. */
export interface RunOptions {
  /** The program that runs it; by default the Node that runs the tests. */
  readonly node?: string;
  /** Arguments for Node itself, such as `--import tsx` to run a source file. */
  readonly nodeArguments?: readonly string[];
  /** The file to run, such as `dist/action.js`; relative to the present directory. */
  readonly entry: string;
  readonly double: GitHubDouble;
  /** Full name of the repository that the workflow is in. */
  readonly repository: string;
  readonly event: ActionEvent;
  /** By input name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** An `action.yml` whose inputs' defaults are filled in as the runner does. */
  readonly metadata?: string;
  /** What `${{ github.token }}` is; by default the double's own. */
  readonly token?: string;
  /** The checked out repository; by default an empty folder. */
  readonly workspace?: string;
  /** More variables; undefined takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is killed (30,000). */
  readonly timeout?: number;
}

/** What became of it. */
export interface ActionRun extends ReadLog {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  readonly outputs: ReadonlyMap<string, string>;
  /** The job summary as it is shown: nothing when it was over 1 MiB. */
  readonly summary: string;
  /** Standard output. */
  readonly log: string;
  readonly stderr: string;
  /** Variables for the next steps. */
  readonly exported: ReadonlyMap<string, string>;
}

const MAX_SUMMARY = 1024 * 1024;

/** The defaults that an `action.yml` gives its inputs, `${{ github.token }}` filled in. */
const readDefaults = (metadata: string, token: string): Readonly<Record<string, string>> => {
  // The tests' own file, whose shape another test checks.
  const { inputs } = load(readFileSync(metadata, 'utf8')) as {
    readonly inputs?: Readonly<Record<string, { readonly default?: string | boolean | number } | null>>;
  };
  return Object.fromEntries(
    Object.entries(inputs ?? {}).flatMap(([name, input]) =>
      input?.default === undefined
        ? []
        : [[name, String(input.default).replaceAll(/\$\{\{\s*github\.token\s*\}\}/g, token)]],
    ),
  );
};

const inputVariables = (inputs: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]),
  );

interface Process {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const runProcess = (options: RunOptions, cwd: string, env: Record<string, string>): Promise<Process> =>
  new Promise((done, fail) => {
    const command = [...(options.nodeArguments ?? []), resolve(options.entry)];
    const child = spawn(options.node ?? process.execPath, command, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeout ?? 30_000,
      killSignal: 'SIGKILL',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', fail);
    child.on('close', (exitCode) => {
      done({
        exitCode,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      });
    });
  });

/** Runs a built action and reads what it left behind. */
export const runAction = async (options: RunOptions): Promise<ActionRun> => {
  const { double, event, repository, token = JOB_TOKEN } = options;
  const folder = temporaryFolder('runner');
  const inFolder = (name: string, content?: string): string => {
    const path = join(folder, name);
    if (content === undefined) mkdirSync(path);
    else writeFileSync(path, content);
    return path;
  };
  const workspace = options.workspace ?? inFolder('workspace');
  const files = {
    GITHUB_OUTPUT: inFolder('output', ''),
    GITHUB_STEP_SUMMARY: inFolder('summary', ''),
    GITHUB_STATE: inFolder('state', ''),
    GITHUB_ENV: inFolder('env', ''),
    GITHUB_PATH: inFolder('path', ''),
  };
  const defaults = options.metadata === undefined ? {} : readDefaults(options.metadata, token);
  const variables: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    HOME: inFolder('home'),
    LANG: 'C.UTF-8',
    CI: 'true',
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'cidrlint',
    GITHUB_ACTOR: 'ada',
    GITHUB_API_URL: double.apiUrl,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: inFolder('event.json', JSON.stringify(event.payload)),
    GITHUB_GRAPHQL_URL: double.graphqlUrl,
    GITHUB_JOB: 'cidrlint',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0],
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_NUMBER: '17',
    GITHUB_SERVER_URL: double.serverUrl,
    GITHUB_WORKFLOW: 'Network',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'double',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: inFolder('temp'),
    RUNNER_TOOL_CACHE: inFolder('tools'),
    ...files,
    ...event.environment,
    ...inputVariables({ ...defaults, ...options.inputs }),
    ...options.environment,
  };
  const present = Object.entries(variables).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const { exitCode, stdout, stderr } = await runProcess(options, workspace, Object.fromEntries(present));
  // The runner reads both streams alike.
  const read = readLog(`${stdout}\n${stderr}`, workspace);
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
  const tooLong = Buffer.byteLength(summary) > MAX_SUMMARY;
  return {
    ...read,
    annotations: tooLong ? [...read.annotations, summaryError(Buffer.byteLength(summary))] : read.annotations,
    exitCode,
    outputs: readFileCommands(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: tooLong ? '' : summary,
    log: stdout,
    stderr,
    exported: readFileCommands(readFileSync(files.GITHUB_ENV, 'utf8')),
  };
};

const summaryError = (bytes: number): ReadLog['annotations'][number] => ({
  level: 'error',
  message: `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${String(Math.ceil(bytes / 1024))}k.`,
  title: undefined,
  file: undefined,
  line: undefined,
  endLine: undefined,
  column: undefined,
  endColumn: undefined,
});
