/**
 * Terraform's JSON syntax (`.tf.json`, `.tfvars.json`). JSON does not tell nested blocks of resources from arguments,
 * and without the providers' schemas nobody can: they are read as arguments, so that a block that stands once is a map
 * where the native syntax gives a list of one.
 */
import type { Layer } from './content.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { SourceFile } from '../../text/source-file.ts';
import {
  ARGUMENTS_ONLY,
  jsonBody,
  LITERAL_ARGUMENTS,
  type JsonBlockSchema,
  type JsonBodySchema,
} from '../hcl/json-syntax.ts';
import type { JsonReading } from '../hcl/json-expression.ts';
import { parseJson } from '../json/parse-json.ts';

/** Reads a JSON file of module code, or of values. What is wrong is reported. */
export function parseJsonFile(
  file: SourceFile,
  kind: 'code' | 'values',
  report: (diagnostic: Diagnostic) => void,
): readonly Layer[] {
  const { root, diagnostics } = parseJson(file);
  for (const diagnostic of diagnostics) report(diagnostic);
  if (root === undefined) return [];
  const parsed = jsonBody(file, root, kind === 'code' ? CODE : LITERAL_ARGUMENTS);
  for (const diagnostic of parsed.diagnostics) report(diagnostic);
  return [{ file, body: parsed.body }];
}

const REFERENCE: JsonReading = 'reference';

function block(labels: number, body: JsonBodySchema = ARGUMENTS_ONLY): JsonBlockSchema {
  return { labels, body };
}

/** What dynamic blocks make may hold dynamic blocks again, so many deep. */
const MAX_DYNAMIC_DEPTH = 5;

function dynamicBlock(depth: number): JsonBlockSchema {
  const inner =
    depth < MAX_DYNAMIC_DEPTH ? { blocks: new Map([['dynamic', dynamicBlock(depth + 1)]]) } : ARGUMENTS_ONLY;
  return block(1, {
    blocks: new Map([['content', block(0, inner)]]),
    readings: new Map([['iterator', REFERENCE]]),
  });
}

const RESOURCE: JsonBodySchema = {
  blocks: new Map([
    ['connection', block(0)],
    ['dynamic', dynamicBlock(1)],
    ['lifecycle', block(0)],
    ['provisioner', block(1)],
  ]),
  readings: new Map([
    ['depends_on', REFERENCE],
    ['provider', REFERENCE],
  ]),
};

const MODULE: JsonBodySchema = {
  readings: new Map([
    ['depends_on', REFERENCE],
    ['providers', REFERENCE],
  ]),
};

const VARIABLE: JsonBodySchema = {
  blocks: new Map([['validation', block(0)]]),
  readings: new Map<string, JsonReading>([
    ['type', REFERENCE],
    ['default', 'literal'],
  ]),
};

const SETTINGS: JsonBodySchema = {
  blocks: new Map([
    ['backend', block(1)],
    ['cloud', block(0)],
    ['required_providers', block(0)],
  ]),
};

const CODE: JsonBodySchema = {
  blocks: new Map([
    ['action', block(2)],
    ['check', block(1)],
    ['data', block(2, RESOURCE)],
    ['ephemeral', block(2)],
    ['import', block(0)],
    ['language', block(0)],
    ['locals', block(0)],
    ['module', block(1, MODULE)],
    ['moved', block(0)],
    ['output', block(1)],
    ['provider', block(1)],
    ['removed', block(0)],
    ['resource', block(2, RESOURCE)],
    ['terraform', block(0, SETTINGS)],
    ['variable', block(1, VARIABLE)],
  ]),
};
