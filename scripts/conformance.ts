/**
 * Compares our HCL parser with HashiCorp's (through hcl2json) over every .tf, .tofu, .tfvars and .hcl file below a
 * directory: do both accept it, and do they see the same structure?
 *
 *     npx tsx scripts/conformance.ts DIRECTORY
 *
 * Prints every difference and the counts; exit 1 when there is a difference that `EXPLAINED` does not name.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { firstDifference, NotConvertible, shapeOfBody } from '../__tests__/hcl-syntax/hcl2json-shape.ts';
import { judge } from '../__tests__/hcl-syntax/oracle.ts';
import { parseHcl } from '../src/languages/hcl/parse-hcl.ts';
import { SourceFile } from '../src/text/source-file.ts';

const FILE_NAME = /\.(?:tf|tofu|tfvars|hcl)$/;
const MAX_FILES = 100_000;
const MAX_FILE_BYTES = 5_000_000;

/** Differences that are meant, by the message of whoever rejects the file. */
const EXPLAINED: readonly (readonly [message: RegExp, reason: string])[] = [
  [/nested more than \d+ levels deep/, 'our limit on nesting'],
  [/more digits than can be worked with/, 'our limit on numbers'],
];

/** How a file comes out; every other outcome is a difference, in words. */
const OUTCOMES = {
  same: 'accepted by both with the same structure',
  rejected: 'rejected by both',
  notConvertible: 'accepted by both, structure not expressible in hcl2json’s JSON',
} as const;

type Outcome = keyof typeof OUTCOMES;

/** Compares the two parsers on one file. */
async function compare(path: string, text: string): Promise<Outcome | { readonly difference: string }> {
  const file = new SourceFile(path, text);
  const { body, diagnostics } = parseHcl(file);
  const verdict = await judge(text);
  const [mistake] = diagnostics;
  if (!verdict.accepted) {
    return mistake === undefined
      ? { difference: `accepted by us only: ${verdict.message ?? ''}` }
      : 'rejected';
  }
  if (mistake !== undefined) {
    const { line, column } = file.positionAt(mistake.range.start);
    return { difference: `rejected by us only, at ${line}:${column}: ${mistake.message}` };
  }
  if (verdict.json === undefined) return 'notConvertible';
  try {
    const path = firstDifference(shapeOfBody(body, text), verdict.json);
    return path === undefined ? 'same' : { difference: `the structure differs at ${path}` };
  } catch (error) {
    if (error instanceof NotConvertible) return { difference: `we cannot convert ${error.message}` };
    throw error;
  }
}

function listFiles(directory: string): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
    if (FILE_NAME.test(entry) && files.length < MAX_FILES) files.push(join(directory, entry));
  }
  return files;
}

/** Whether a path is a file of a size that is worth reading; links to nowhere are not. */
function isReadable(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status?.isFile() === true && status.size <= MAX_FILE_BYTES;
}

/** Compares all files and gives the exit code. */
async function main(directory: string): Promise<number> {
  const files = listFiles(directory).filter(isReadable);
  const counts = { same: 0, rejected: 0, notConvertible: 0, explained: 0, unexplained: 0 };
  for (const path of files) {
    const name = relative(directory, path);
    const outcome = await compare(name, readFileSync(path, 'utf8'));
    if (typeof outcome === 'string') {
      counts[outcome]++;
      continue;
    }
    const reason = EXPLAINED.find(([message]) => message.test(outcome.difference))?.[1];
    counts[reason === undefined ? 'unexplained' : 'explained']++;
    console.log(`${name}: ${outcome.difference}${reason === undefined ? '' : ` (${reason})`}`);
  }
  console.log(`${files.length} files`);
  for (const [outcome, words] of Object.entries(OUTCOMES))
    console.log(`  ${counts[outcome as Outcome]} ${words}`);
  console.log(`  ${counts.explained} different for a known reason\n  ${counts.unexplained} different`);
  return counts.unexplained > 0 || files.length === 0 ? 1 : 0;
}

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error('Usage: conformance.ts DIRECTORY');
  process.exitCode = 2;
} else {
  process.exitCode = await main(directory);
}
