/** Our trees next to those of HashiCorp's parser. */
import { getExpressionAst } from '@cdktf/hcl2json';
import { describe, expect, test } from 'vitest';
import { parseHcl, parseHclExpression } from '../../src/languages/hcl/parse-hcl.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { EDGE_CASE_VALUES } from './edge-case-inputs.ts';
import { factsOf, factsOfOracle, type Fact, type OracleNode } from './expression-facts.ts';
import { shapeOfBody } from './hcl2json-shape.ts';
import { judge } from './oracle.ts';
import { SEEDS } from './seeds.ts';

/** hcl2json counts in bytes, hides directives in other nodes, and trims the places of heredocs and `~`. */
const COMPARABLE = /^(?!.*(?:%\{|<<|~))[\0-\x7f]*$/s;

async function oracleFacts(source: string): Promise<Fact[] | undefined> {
  try {
    const root: unknown = await getExpressionAst('input.tf', source);
    return factsOfOracle(root as OracleNode, source);
  } catch {
    return undefined;
  }
}

function ourFacts(source: string): Fact[] | undefined {
  const { expression } = parseHclExpression(new SourceFile('input.tf', source));
  return expression === undefined ? undefined : factsOf(expression, source);
}

describe('against HashiCorp’s parser', () => {
  test('expressions have the same kinds of nodes over the same text', async () => {
    const sources = EDGE_CASE_VALUES.filter((source) => COMPARABLE.test(source));
    const rows = await Promise.all(
      sources.map(async (source) => ({ source, ours: ourFacts(source), theirs: await oracleFacts(source) })),
    );
    expect(rows.filter((row) => row.theirs !== undefined).length).toBeGreaterThan(300);
    expect(rows.map(({ source, ours }) => ({ source, facts: ours }))).toEqual(
      rows.map(({ source, theirs }) => ({ source, facts: theirs })),
    );
  });

  test.each(SEEDS)('whole files have the same structure: %j', async (text) => {
    const { body, diagnostics } = parseHcl(new SourceFile('input.tf', text));
    expect(diagnostics).toEqual([]);
    expect({ accepted: true, json: shapeOfBody(body, text) }).toEqual(await judge(text));
  });
});
