/** Measures whole processes: wall time and the largest resident memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Measured {
  /** Milliseconds, the median of all runs. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Megabytes, the largest of all runs. */
  readonly memory: number;
}

/** Runs Node with these arguments several times, each in a process of its own, which has to end with `status`. */
export function measureNode(args: readonly string[], runs: number, cwd?: string, status = 0): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'cidrlint-bench-'));
  const hook = join(folder, 'memory.cjs');
  const report = join(folder, 'memory.txt');
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)));`,
  );
  try {
    const times: number[] = [];
    let memory = 0;
    for (let run = 0; run < runs; run++) {
      const start = process.hrtime.bigint();
      const result = spawnSync(process.execPath, ['--require', hook, ...args], {
        maxBuffer: 1 << 30,
        ...(cwd === undefined ? {} : { cwd }),
      });
      times.push(Number(process.hrtime.bigint() - start) / 1e6);
      if (result.status !== status) throw new Error(`${args.join(' ')} failed: ${result.stderr.toString()}`);
      memory = Math.max(memory, Number(readFileSync(report, 'utf8')) / 1024);
    }
    times.sort((a, b) => a - b);
    return {
      median: times[times.length >> 1] ?? 0,
      least: times[0] ?? 0,
      most: times.at(-1) ?? 0,
      memory,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
