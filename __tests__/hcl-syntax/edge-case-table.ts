/** The table of edge cases: as stored, and as HashiCorp's parser fills it in now. */
import { readFileSync } from 'node:fs';
import { EDGE_CASE_INPUTS } from './edge-case-inputs.ts';
import type { Json } from './hcl2json-shape.ts';
import { judge } from './oracle.ts';

/** A row of the table. */
export interface EdgeCase {
  readonly about: string;
  readonly input: string;
  readonly accepted: boolean;
  /** hcl2json's structure; missing for a rejected input, and for one that its JSON cannot express. */
  readonly json?: Json;
}

/** The stored table. Not imported as a module: there a key `__proto__` would set the prototype. */
export function loadEdgeCases(): readonly EdgeCase[] {
  const text = readFileSync(new URL('edge-cases.json', import.meta.url), 'utf8');
  return JSON.parse(text) as EdgeCase[];
}

/** The table that the stored one must equal. */
export async function judgeEdgeCases(): Promise<EdgeCase[]> {
  const rows: EdgeCase[] = [];
  for (const { about, input } of EDGE_CASE_INPUTS) {
    const { accepted, json } = await judge(input);
    rows.push(json === undefined ? { about, input, accepted } : { about, input, accepted, json });
  }
  return rows;
}
