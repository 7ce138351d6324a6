/** Evaluates one expression with Terraform's functions, for tests. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { evaluateExpression } from '../../src/languages/hcl/evaluate.ts';
import { parseHclExpression } from '../../src/languages/hcl/parse-hcl.ts';
import type { HclFunction, Scope } from '../../src/languages/hcl/scope.ts';
import { terraformFunctions, treeFiles } from '../../src/languages/terraform/functions/index.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { literalOrigin } from '../../src/values/origin.ts';
import { mapValue, stringValue, type Value } from '../../src/values/value.ts';

/** A value with what was reported on the way. */
export interface Evaluated {
  readonly value: Value;
  readonly problems: readonly Diagnostic[];
  /** The file that holds the expression. */
  readonly file: SourceFile;
}

/** The functions of a root module in the root of a tree with these files. */
export function functionsFor(files: Readonly<Record<string, string | Uint8Array>>): Scope['function'] {
  return terraformFunctions(treeFiles(memoryTree(files), ''));
}

/** The files beside the tests, as the table's expressions see them. */
export const tableFunctions = functionsFor(readFiles());

function readFiles(): Record<string, Uint8Array> {
  const root = fileURLToPath(new URL('./', import.meta.url));
  const files = readdirSync(`${root}files`, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = `${parentPath}/${name}`;
      return [path.slice(root.length), readFileSync(path)];
    }),
  );
}

/**
 * Evaluates `source` with some names in sight; `path.module` is `.`. `functions` are those of the table unless given.
 */
export function evaluate(
  source: string,
  names: Readonly<Record<string, Value>> = {},
  functions: (name: string) => HclFunction | undefined = tableFunctions,
): Evaluated {
  const file = new SourceFile('main.tf', source);
  const origin = literalOrigin({ file, start: 0, end: 0 });
  const path = mapValue(new Map([['module', stringValue('.', origin)]]), origin);
  const problems: Diagnostic[] = [];
  const { expression, diagnostics } = parseHclExpression(file);
  problems.push(...diagnostics);
  if (expression === undefined)
    throw new Error(`${source} is no expression: ${JSON.stringify(problems[0]?.message)}`);
  const value = evaluateExpression(expression, {
    file,
    resolve(name) {
      const found = name === 'path' ? path : Object.hasOwn(names, name) ? names[name] : undefined;
      return found === undefined ? undefined : { value: found, stepsUsed: 0 };
    },
    function: functions,
    report: (diagnostic) => problems.push(diagnostic),
  });
  return { value, problems, file };
}
