/** Runs dependency-cruiser over the house and fails when a wall is broken, or when it did not see every file. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const result = spawnSync(
  'node_modules/.bin/depcruise',
  ['--config', '.dependency-cruiser.js', '--output-type', 'json', 'src', 'rules'],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
);
if (result.error !== undefined) throw result.error;

interface Cruise {
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}
const cruise = JSON.parse(result.stdout) as Cruise;

const onDisk = ['src', 'rules'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
);
const seen = new Map(cruise.modules.map((module) => [module.source, module.dependencies.length]));
const unseen = onDisk.filter((path) => !seen.has(path));
const imports = onDisk.reduce((sum, path) => sum + (seen.get(path) ?? 0), 0);

for (const { from, to, rule } of cruise.summary.violations)
  console.error(`${rule.name}: ${from} imports ${to}`);
for (const path of unseen) console.error(`not seen: ${path}`);
console.log(`${onDisk.length} files, ${imports} imports, ${cruise.summary.violations.length} broken walls`);
if (unseen.length > 0 || imports < onDisk.length || cruise.summary.violations.length > 0)
  process.exitCode = 1;
