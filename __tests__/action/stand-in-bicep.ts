/** A stand-in for the Bicep compiler: a program that knows the networks of the tests and nothing else. */
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { temporaryFolder } from '../github-double/temporary-folders.ts';
import { compiledNetworks } from './estate.ts';

/** A search path whose first folder has a `bicep` that compiles what `bicepNetworks` wrote. */
export function searchPathWithBicep(): string {
  const folder = temporaryFolder('bicep');
  const program = `#!${process.execPath}
const text = require('node:fs').readFileSync(process.argv.at(-1), 'utf8');
const [hub, spoke] = text.match(/\\d+\\.\\d+\\.\\d+\\.\\d+\\/\\d+/g);
process.stdout.write(${JSON.stringify(compiledNetworks('@hub', '@spoke'))}.replace('@hub', hub).replace('@spoke', spoke));
`;
  const executable = join(folder, 'bicep');
  writeFileSync(executable, program);
  chmodSync(executable, 0o755);
  return [folder, process.env['PATH'] ?? ''].join(delimiter);
}
