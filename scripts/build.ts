/**
 * Builds dist/: the command line and the action, bundled with everything they need, and the licences of what is in
 * them. The same sources give the same bytes.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, process.argv[2] ?? 'dist');

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts', 'src/action.ts'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  charset: 'utf8',
  // Names stay: stack traces of our own bugs have to name functions.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  define: { CIDRLINT_VERSION: JSON.stringify(version) },
  // Some dependencies are CommonJS and call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
  },
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
});
// The files are modules wherever the folder is copied to.
await writeFile(join(outdir, 'package.json'), '{ "type": "module" }\n');
await writeFile(join(outdir, 'licenses.txt'), await licenceTexts(metafile));

/** The name, version and licence text of every package of which code is in the bundles. */
async function licenceTexts(meta: Metafile): Promise<string> {
  const folders = new Set<string>();
  for (const output of Object.values(meta.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
      if (match !== null && bytesInOutput > 0) folders.add(match[0]);
    }
  }
  const texts: string[] = [];
  for (const folder of [...folders].sort()) {
    const about = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    const files = (await readdir(join(root, folder))).filter((name) =>
      /^(licen[cs]e|copying|notice)/i.test(name),
    );
    const text = await Promise.all(files.sort().map((name) => readFile(join(root, folder, name), 'utf8')));
    texts.push(
      [`${about.name} ${about.version} (${about.license})`, ...text.map((part) => part.trim())].join('\n\n'),
    );
  }
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
