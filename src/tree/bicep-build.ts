/**
 * Runs the Bicep compiler on files of a tree. They are hostile: they are written to a temporary folder, the compiler
 * fetches nothing, and it sees neither the user's settings nor any token.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, sep } from 'node:path';
import { isSafePath } from './limits.ts';

/** What is to be compiled. */
export interface BicepJob {
  /** A `.bicep` file, which gives a template, or a `.bicepparam` file, which gives a parameter file. */
  readonly entry: string;
  /** Every file that the compiler may read, `entry` among them, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** What the compiler printed, or why there is nothing. */
export type BicepOutcome =
  | { readonly output: string; readonly failure?: undefined }
  | {
      readonly output?: undefined;
      /** Full sentences, or what the compiler said, with paths as in the tree. */
      readonly failure: string;
      /** Set when the time ran out: others will hardly do better. */
      readonly isTimeout?: true;
    };

/** Compiles one file. */
export type BicepBuilder = (job: BicepJob) => BicepOutcome;

/** The bounds of one run of the compiler. */
export interface BicepLimits {
  readonly milliseconds: number;
  readonly outputBytes: number;
}

const LIMITS: BicepLimits = { milliseconds: 60_000, outputBytes: 16 * 1024 * 1024 };

/** No more characters than this of what the compiler says are told. */
const MAX_TOLD = 1000;

/** Settings that stand in for those of the files: only what is said here counts, and nothing above is looked for. */
const SETTINGS = '{ "analyzers": { "core": { "enabled": false } } }\n';
const SETTINGS_FILE = 'bicepconfig.json';

/**
 * The `bicep` executable on a search path such as the environment's `PATH`. Only absolute folders count: a relative one
 * would be a folder of the files that are judged.
 */
export function findBicep(searchPath: string | undefined): string | undefined {
  const name = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  for (const folder of (searchPath ?? '').split(delimiter)) {
    if (isAbsolute(folder) && isExecutable(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * A builder that runs this executable. Its environment holds the search path and empty folders for what it wants to
 * write; `bicepconfig.json` is ours, since one from the files could name extensions, registries and their credentials.
 */
export function bicepBuilder(executable: string, limits: BicepLimits = LIMITS): BicepBuilder {
  return (job) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cidrlint-bicep-')));
    try {
      return build(executable, folder, job, limits);
    } catch (error) {
      return { failure: `The files could not be handed to bicep: ${String(error)}.` };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

function build(executable: string, folder: string, job: BicepJob, limits: BicepLimits): BicepOutcome {
  const root = join(folder, 'files');
  const home = join(folder, 'home');
  mkdirSync(root);
  mkdirSync(home);
  writeFileSync(join(root, SETTINGS_FILE), SETTINGS);
  for (const [path, bytes] of job.files) {
    if (!isSafePath(path)) return { failure: `The path ${JSON.stringify(path)} cannot be written.` };
    // Nearer settings would take the place of ours.
    if (path.split('/').at(-1)?.toLowerCase() === SETTINGS_FILE) continue;
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, bytes);
  }
  const command = job.entry.endsWith('.bicepparam') ? 'build-params' : 'build';
  const result = spawnSync(executable, [command, '--stdout', '--no-restore', join(root, job.entry)], {
    cwd: root,
    env: environment(home),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limits.milliseconds,
    maxBuffer: limits.outputBytes,
    killSignal: 'SIGKILL',
    shell: false,
    windowsHide: true,
    encoding: 'utf8',
  });
  if (result.error !== undefined) return failureOf(result.error, limits);
  const said = told(result.stderr, root);
  if (result.status !== 0) {
    const how =
      result.status === null ? `was ended by ${String(result.signal)}` : `ended with ${result.status}`;
    return { failure: said === '' ? `bicep ${how} and said nothing.` : said };
  }
  return { output: result.stdout };
}

function failureOf(error: Error, { milliseconds, outputBytes }: BicepLimits): BicepOutcome {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ETIMEDOUT') {
    return { failure: `bicep did not end within ${milliseconds / 1000} seconds.`, isTimeout: true };
  }
  if (code === 'ENOBUFS') return { failure: `bicep printed more than ${outputBytes} bytes.` };
  return { failure: `bicep could not be started: ${error.message}.` };
}

/** Without `HOME`, .NET would ask the system for the user's home folder. */
function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    TEMP: home,
    TMP: home,
    DOTNET_BUNDLE_EXTRACT_BASE_DIR: home,
    // .NET otherwise refuses to start on machines without the ICU library.
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  };
}

/** What the compiler said, its errors first choice, with paths relative to the tree. */
function told(stderr: string, root: string): string {
  const lines = stderr
    .replaceAll(root + sep, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /\) : Error /.test(line));
  return (errors.length > 0 ? errors : lines).join('\n').slice(0, MAX_TOLD);
}
