/** Builds dist/ anew beside the committed one and fails when a byte differs. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';

const fresh = 'dist-fresh';
try {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', fresh], { stdio: 'inherit' });
  const list = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
      .sort();
  const [committed, built] = [list('dist'), list(fresh)];
  const different = built.filter(
    (name) =>
      !committed.includes(name) || !readFileSync(`dist/${name}`).equals(readFileSync(`${fresh}/${name}`)),
  );
  const stale = committed.filter((name) => !built.includes(name));
  console.log(`${built.length} files in dist/, ${different.length} differ, ${stale.length} are stale`);
  if (built.length === 0 || different.length > 0 || stale.length > 0) {
    console.error(
      `dist/ is not what the sources give: ${[...different, ...stale].join(', ')}. Run npm run build.`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
