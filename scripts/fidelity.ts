/**
 * Says how much of the address plan of a directory is worked out: of the attributes of network resources that hold
 * ranges, how many are known, and why the others are not.
 *
 *     npx tsx scripts/fidelity.ts [--list] DIRECTORY
 *
 * `--list` prints every attribute that is not wholly known, with its expression and the reason.
 */
import { loadConfig } from '../src/config/config.ts';
import { readTerraform } from '../src/languages/terraform/read-terraform.ts';
import type { Resource } from '../src/languages/unit.ts';
import { rules } from '../src/rule/registry.ts';
import { startOf, type Range } from '../src/text/range.ts';
import { workingDirectory } from '../src/tree/working-directory.ts';
import { RANGE_ATTRIBUTES } from './fidelity/range-attributes.ts';
import { judgeValue, valuesAt, type Judgement } from './fidelity/judge-value.ts';

/** Longer expressions and messages are cut. */
const MAX_SHOWN = 100;

/** More lines than this are not listed. */
const MAX_LISTED = 10_000;

/** One attribute of one evaluated instance. */
interface Found {
  readonly resource: Resource;
  readonly path: string;
  readonly place: Range;
  readonly judgement: Judgement;
}

function attributesOf(resource: Resource): readonly Found[] {
  const paths = resource.mode === 'managed' ? (RANGE_ATTRIBUTES.get(resource.type) ?? []) : [];
  return paths.flatMap((path) =>
    valuesAt(resource.attributes, path).flatMap((value) => {
      const judgement = judgeValue(value);
      return judgement === undefined ? [] : [{ resource, path, place: value.origin.range, judgement }];
    }),
  );
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line;
}

function placeText(range: Range): string {
  return `${range.file.path}:${startOf(range).line}`;
}

function listLine({ resource, path, place, judgement }: Found): string {
  const { file, start, end } = place;
  const reasons = judgement.reasons.map(({ code, message, range }) => {
    const at = range === undefined ? '' : ` (${placeText(range)})`;
    return `${code}: ${shorten(message)}${at}`;
  });
  const head = `${placeText(place)}  ${resource.address}.${path}  [${resource.unit}]  ${judgement.state}`;
  return `${head}\n    ${shorten(file.text.slice(start, end))}\n    ${reasons.join('\n    ')}`;
}

function row(what: string, count: number, all: number): string {
  const share = all === 0 ? '' : `${((100 * count) / all).toFixed(1)} %`;
  return `${what.padEnd(48)} ${String(count).padStart(7)} ${share.padStart(8)}`;
}

/** How many there are of each, the most frequent first. */
function tally(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function main(directory: string, lists: boolean): void {
  const { terraform } = loadConfig(undefined, rules);
  const { units, diagnostics } = readTerraform(workingDirectory(directory), terraform);
  const resources = units.flatMap((unit) => unit.resources);
  const found = resources.flatMap(attributesOf);
  const open = found.filter(({ judgement }) => judgement.state !== 'resolved');
  const unresolved = open.filter(({ judgement }) => judgement.state === 'unresolved');
  const calls = resources.filter(({ mode }) => mode === 'module');
  console.log(`${units.length} units, ${resources.length} instances, ${diagnostics.length} diagnostics`);
  console.log(row('attributes with ranges', found.length, found.length));
  console.log(row('  resolved', found.length - open.length, found.length));
  console.log(row('  partly resolved', open.length - unresolved.length, found.length));
  console.log(row('  unresolved', unresolved.length, found.length));
  const codes = unresolved.map(({ judgement }) => judgement.reasons[0]?.code ?? '');
  for (const [code, count] of tally(codes)) console.log(row(`    ${code}`, count, found.length));
  const maybe = found.filter(({ resource }) => resource.possible !== undefined);
  console.log(row('of instances that may not exist', maybe.length, found.length));
  console.log(`${calls.length} calls of modules that are not read`);
  for (const [source, count] of tally(calls.map(({ type }) => type)).slice(0, 20)) {
    console.log(`    ${String(count).padStart(4)}  ${shorten(source)}`);
  }
  if (!lists) return;
  for (const line of open.slice(0, MAX_LISTED).map(listLine)) console.log(line);
  if (open.length > MAX_LISTED) console.log(`… and ${open.length - MAX_LISTED} more`);
}

const args = process.argv.slice(2);
const [directory] = args.filter((arg) => arg !== '--list');
if (directory === undefined) {
  console.error('Usage: fidelity.ts [--list] DIRECTORY');
  process.exitCode = 2;
} else {
  main(directory, args.includes('--list'));
}
