/**
 * Writes `__tests__/terraform-functions/functions.json`: what OpenTofu makes of each of our expressions.
 *
 *     npx tsx scripts/generate-function-table.ts PATH-OF-TOFU
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { FUNCTION_INPUTS } from '../__tests__/terraform-functions/function-inputs.ts';

const folder = fileURLToPath(new URL('../__tests__/terraform-functions/', import.meta.url));
const [tofu] = process.argv.slice(2);
if (tofu === undefined) throw new Error('The path of a tofu binary is missing.');

interface Row {
  readonly source: string;
  readonly json?: string;
  readonly error?: true;
}

/** The console's answers, one for each line. It stops at the first line that it cannot even read. */
function ask(lines: readonly string[]): readonly string[] {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: undefined };
  try {
    const input = `${lines.join('\n')}\n`;
    return execFileSync(tofu ?? '', ['console'], { cwd: folder, env, input, encoding: 'utf8', stdio: 'pipe' })
      .trimEnd()
      .split('\n');
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout).trimEnd() : '';
    return output === '' ? [] : output.split('\n');
  }
}

/** An expression that cannot fail: `[the JSON text]` or `[]`, in base64 since the console escapes texts in its own way. */
function guarded(source: string): string {
  return `nonsensitive(base64encode(jsonencode(can(${source}) ? try([jsonencode(${source})], []) : [])))`;
}

function rowOf(source: string, answer: string): Row {
  const decoded: unknown = JSON.parse(Buffer.from(answer.replaceAll('"', ''), 'base64').toString());
  const [json] = z.array(z.string()).parse(decoded);
  return json === undefined ? { source, error: true } : { source, json };
}

const sources = Object.values(FUNCTION_INPUTS).flat();
const rows: Row[] = [];
while (rows.length < sources.length) {
  const rest = sources.slice(rows.length);
  const answers = ask(rest.map(guarded));
  for (const [index, source] of rest.entries()) {
    const answer = answers[index];
    if (answer === undefined) break;
    rows.push(rowOf(source, answer));
  }
  // The line at which the console stopped is no expression.
  const broken = sources[rows.length];
  if (broken !== undefined) rows.push({ source: broken, error: true });
}

const text = rows.map((row) => JSON.stringify(row)).join(',\n');
writeFileSync(`${folder}functions.json`, `[\n${text}\n]\n`);
console.log(`${rows.length} expressions, ${rows.filter((row) => row.error).length} of them fail.`);
