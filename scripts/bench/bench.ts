/**
 * Measures what has to be fast, each against something in the same run, and prints a table. Nothing is asserted: the
 * figures are for people.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { findOverlaps } from '../../src/ip/overlap-sweep.ts';
import { prefixOf, type Prefix } from '../../src/ip/prefix.ts';
import { documents } from './documents.ts';
import { generateRepository } from './generate-repository.ts';
import { measureNode } from './measure.ts';

const folder = mkdtempSync(join(tmpdir(), 'cidrlint-bench-'));
try {
  startUp();
  await parsing();
  checking();
  // A compiled ARM template of one's own to measure beside the generated one.
  documents(folder, row, process.argv[2]);
  overlapping();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function row(what: string, figure: string, ratio: string): void {
  console.log(`${what.padEnd(52)} ${figure.padStart(22)}   ${ratio}`);
}

function startUp(): void {
  const bare = measureNode(['-e', '0'], 15);
  const ours = measureNode(['dist/cli.js', '--version'], 15);
  row(
    'node -e 0',
    `${bare.median.toFixed(0)} ms`,
    `least ${bare.least.toFixed(0)}, most ${bare.most.toFixed(0)}`,
  );
  row('cidrlint --version', `${ours.median.toFixed(0)} ms`, `+${(ours.median - bare.median).toFixed(0)} ms`);
}

async function parsing(): Promise<void> {
  const corpus = join(folder, 'corpus');
  generateRepository(corpus, 5000);
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tf'))
    .map((path) => join(corpus, path));
  const list = join(folder, 'files.txt');
  writeFileSync(list, files.join('\n'));
  const none = join(folder, 'none.txt');
  writeFileSync(none, '');
  // Below the repository, where the oracle's package is found.
  const worker = 'node_modules/.cache/parse-worker.mjs';
  await build({
    entryPoints: ['scripts/bench/parse-worker.ts'],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@cdktf/hcl2json'],
    logLevel: 'error',
  });
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  const speed = (parser: string, runs: number): number => {
    // The process's own start is taken off, loading the parser is not.
    const whole = measureNode([worker, parser, list], runs).median - measureNode(['-e', '0'], 5).median;
    return (megabytes / whole) * 1000;
  };
  const ours = speed('cidrlint', 5);
  row(`HCL, ${files.length} files, ${megabytes.toFixed(1)} MB, cold process`, `${ours.toFixed(1)} MB/s`, '');
  const oracle = speed('hcl2json', 1);
  row(
    'the same by @cdktf/hcl2json',
    `${oracle.toFixed(1)} MB/s`,
    `cidrlint is ${(ours / oracle).toFixed(0)} times as fast`,
  );
}

function checking(): void {
  const bare = measureNode(['-e', '0'], 5).median;
  for (const files of [100, 1000, 4000]) {
    const repository = join(folder, `repository-${files}`);
    const written = generateRepository(repository, files);
    const measured = measureNode(
      [join(process.cwd(), 'dist/cli.js'), 'check', '--format', 'json'],
      3,
      repository,
    );
    row(
      `cidrlint check, ${written} files`,
      `${(measured.median / 1000).toFixed(2)} s, ${measured.memory.toFixed(0)} MB`,
      `${(measured.median / bare).toFixed(0)} bare starts of node`,
    );
  }
}

function overlapping(): void {
  let before: number | undefined;
  for (const count of [10_000, 100_000, 1_000_000]) {
    const prefixes = scattered(count);
    const start = process.hrtime.bigint();
    const { overlaps } = findOverlaps(prefixes, (prefix) => prefix);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    const ratio =
      before === undefined
        ? ''
        : `${(milliseconds / before).toFixed(1)} times the row above for 10 times as many`;
    row(`overlaps of ${count} prefixes (${overlaps.length} pairs)`, `${milliseconds.toFixed(0)} ms`, ratio);
    before = milliseconds;
  }
}

/** Prefixes of /20 to /28 all over 10.0.0.0/8 and beyond, from a generator with a fixed start. */
function scattered(count: number): Prefix[] {
  let state = 42;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  return Array.from({ length: count }, () => {
    const length = 24 + (next() % 9);
    return prefixOf(4, BigInt(next()), length);
  });
}
