/** Our parser, and HashiCorp's, on the table of edge cases. */
import { describe, expect, test } from 'vitest';
import { parseHcl } from '../../src/languages/hcl/parse-hcl.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { judgeEdgeCases, loadEdgeCases } from './edge-case-table.ts';
import { shapeOfBody } from './hcl2json-shape.ts';

const EDGE_CASES = loadEdgeCases();

describe('edge cases of the syntax', () => {
  test('the table is what HashiCorp’s parser says today', async () => {
    expect(await judgeEdgeCases()).toEqual(EDGE_CASES);
  });

  test('the table is large and has both kinds', () => {
    expect(EDGE_CASES.length).toBeGreaterThan(800);
    expect(EDGE_CASES.filter((row) => row.accepted).length).toBeGreaterThan(400);
    expect(EDGE_CASES.filter((row) => !row.accepted).length).toBeGreaterThan(300);
  });

  const subjects = [...new Set(EDGE_CASES.map((row) => row.about))];
  test.each(subjects)('%s: as HashiCorp’s parser', (subject) => {
    const rows = EDGE_CASES.filter((row) => row.about === subject);
    const ours = rows.map(({ about, input, accepted, json }) => {
      const { body, diagnostics } = parseHcl(new SourceFile('input.tf', input));
      const row = { about, input, accepted: diagnostics.length === 0 };
      return accepted && json !== undefined ? { ...row, json: shapeOfBody(body, input) } : row;
    });
    expect(ours).toEqual(rows);
  });
});
