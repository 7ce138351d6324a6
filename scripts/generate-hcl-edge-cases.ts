/**
 * Writes `__tests__/hcl-syntax/edge-cases.json`: what HashiCorp's parser says to each of our edge cases.
 *
 *     npx tsx scripts/generate-hcl-edge-cases.ts
 */
import { writeFileSync } from 'node:fs';
import { judgeEdgeCases } from '../__tests__/hcl-syntax/edge-case-table.ts';

const rows = await judgeEdgeCases();
const lines = rows.map((row) => JSON.stringify(row));
const path = new URL('../__tests__/hcl-syntax/edge-cases.json', import.meta.url);
writeFileSync(path, `[\n${lines.join(',\n')}\n]\n`);
console.log(`${rows.length} edge cases, ${rows.filter((row) => row.accepted).length} of them accepted.`);
