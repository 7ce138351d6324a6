/** Compiles the Bicep files that nobody compiled, so that they are read as if their JSON lay beside them. */
import type { BicepBuilder, BicepOutcome } from '../../../tree/bicep-build.ts';
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { startOfFile, type Range } from '../../../text/range.ts';
import { SourceFile } from '../../../text/source-file.ts';
import { overlayTree } from '../../../tree/overlay-tree.ts';
import { MAX_SOURCE_BYTES, readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { buildInputs } from './build-inputs.ts';
import { bicepFilesWithoutJson, type UnbuiltFile } from './unbuilt-files.ts';

/** The tree with the compiled files laid over it, and what is to be said of those that could not be compiled. */
export interface BuiltBicep {
  readonly tree: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** How Bicep files are compiled. */
export interface BuildOptions {
  /** Undefined when there is no `bicep` on this machine. */
  readonly build: BicepBuilder | undefined;
  /** Folders and files to which it is limited; empty takes all. */
  readonly within: readonly string[];
}

/** No more files than this are compiled in one run. */
const MAX_BUILDS = 100;
/** No more failures than this are told one by one. */
const MAX_TOLD = 20;
/** No more names than this are told of the files that are not judged. */
const MAX_NAMES = 5;

/** Compiles what has to be. Without a compiler, one note says how many files are not judged. */
export function withBuiltBicep(tree: Tree, { build, within }: BuildOptions): BuiltBicep {
  const unbuilt = bicepFilesWithoutJson(tree, within);
  if (build === undefined) return { tree, diagnostics: notJudged(tree, unbuilt, 'Or install bicep here') };
  const built = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  let done = 0;
  let isSlow = false;
  for (const file of unbuilt.slice(0, MAX_BUILDS)) {
    if (isSlow) break;
    done++;
    const outcome = buildOne(tree, file, build);
    if (outcome.json !== undefined) built.set(file.jsonPath, outcome.json);
    else if (diagnostics.length < MAX_TOLD) diagnostics.push(outcome.diagnostic);
    isSlow = outcome.isTimeout === true;
  }
  const left = notJudged(tree, unbuilt.slice(done), 'No more files are compiled in one run');
  return { tree: overlayTree(tree, built), diagnostics: [...diagnostics, ...left] };
}

type OneOutcome =
  | { readonly json: Uint8Array; readonly diagnostic?: undefined; readonly isTimeout?: undefined }
  | BuildFailure;

interface BuildFailure {
  readonly json?: undefined;
  readonly diagnostic: Diagnostic;
  readonly isTimeout?: boolean | undefined;
}

function buildOne(tree: Tree, { path, jsonPath }: UnbuiltFile, build: BicepBuilder): OneOutcome {
  const file = readSource(tree, path)?.file ?? new SourceFile(path, '');
  const failed = (message: string, range: Range = startOfFile(file)): BuildFailure => ({
    diagnostic: {
      severity: 'warning',
      code: 'bicep-build',
      message: `${path} is not judged. ${message}`,
      range,
    },
  });
  if (tree.read(jsonPath) !== undefined) {
    return failed(`Its compiled file would be ${jsonPath}, and that is another file.`);
  }
  const inputs = buildInputs(tree, path);
  if (inputs.refused !== undefined) {
    return failed(`It is not handed to bicep: ${inputs.refused.message}`, inputs.refused.range);
  }
  const outcome = build({ entry: path, files: inputs.files });
  if (outcome.failure !== undefined) {
    return {
      ...failed(`bicep says: ${outcome.failure}`, placeOf(outcome.failure, file)),
      isTimeout: outcome.isTimeout,
    };
  }
  const text = compiledText(outcome, path);
  if (text === undefined) return failed('What bicep printed is no compiled file.');
  const json = new TextEncoder().encode(text);
  if (json.length > MAX_SOURCE_BYTES)
    return failed(`Its compiled file has ${json.length} bytes, which is too much.`);
  return { json };
}

/** `build` prints the template; `build-params` prints an object that holds the parameter file as text. */
function compiledText(
  { output }: BicepOutcome & { readonly output: string },
  path: string,
): string | undefined {
  const printed = parseObject(output);
  if (printed === undefined) return undefined;
  if (!path.endsWith('.bicepparam')) return '$schema' in printed ? output : undefined;
  const inner = 'parametersJson' in printed ? printed.parametersJson : undefined;
  return typeof inner === 'string' && parseObject(inner) !== undefined ? inner : undefined;
}

function parseObject(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** `path(line,column) : Error BCP018: …` about the file itself. */
function placeOf(said: string, file: SourceFile): Range {
  const match = /^(.*?)\((\d{1,9}),(\d{1,9})\) : Error /m.exec(said);
  const lineStart = match?.[1] === file.path ? file.lineStarts[Number(match[2]) - 1] : undefined;
  if (match === null || lineStart === undefined) return startOfFile(file);
  const at = Math.min(lineStart + Number(match[3]) - 1, file.text.length);
  return { file, start: at, end: at };
}

function notJudged(tree: Tree, files: readonly UnbuiltFile[], otherwise: string): readonly Diagnostic[] {
  const [first] = files;
  if (first === undefined) return [];
  const names = files.slice(0, MAX_NAMES).map(({ path }) => path);
  const more = files.length > names.length ? ` and ${files.length - names.length} more` : '';
  return [
    {
      severity: 'note',
      code: 'bicep-not-judged',
      message:
        `${files.length} Bicep ${files.length === 1 ? 'file has' : 'files have'} no compiled JSON beside ` +
        `${files.length === 1 ? 'it and is' : 'them and are'} not judged: ${names.join(', ')}${more}. ` +
        `Commit the JSON that bicep build writes. ${otherwise}.`,
      range: startOfFile(readSource(tree, first.path)?.file ?? new SourceFile(first.path, '')),
    },
  ];
}
