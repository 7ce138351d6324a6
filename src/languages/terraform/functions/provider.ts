/** The functions of providers: only those of Terraform's own are known. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { isWhollyKnown, mapValue, type Value } from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { evaluateExpression } from '../../hcl/evaluate.ts';
import { parseHcl } from '../../hcl/parse-hcl.ts';
import type { HclFunction, Scope } from '../../hcl/scope.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { isIdentifier, writeAttributes, writeExpression } from './hcl-writer.ts';
import { anything, orNull, orUnknown, text } from './parameters.ts';
import { textResult } from './text-result.ts';
import { textSource } from './text-source.ts';
import { unknownFunction } from './unknown-functions.ts';

const PREFIX = 'provider::';

/** A function whose name starts with `provider::`. Undefined for every other name. */
export function providerFunction(name: string): HclFunction | undefined {
  if (!name.startsWith(PREFIX)) return undefined;
  const own = TERRAFORM_FUNCTIONS.get(name);
  return own ?? unknownFunction('unsupported', `the function ${name} belongs to a provider`);
}

/** The arguments in the text of a file of variable values. */
const decodeTfvars = defineFunction('provider::terraform::decode_tfvars', {
  parameters: [text('content')],
  run([content], call) {
    const source = textSource(content, call);
    const { body, diagnostics } = parseHcl(source.file);
    const problems: Diagnostic[] = [...diagnostics];
    if (body.blocks.length > 0) return { problem: 'the text has blocks beside its arguments' };
    const scope = emptyScope(source.file, problems, call);
    const entries = [...body.attributes.values()].map(({ name, expression }): [string, Value] => {
      const value = evaluateExpression(expression, scope);
      return [name.name, { ...value, origin: source.originOf(expression) }];
    });
    const [problem] = problems;
    if (problem !== undefined) return { problem: problem.message.replace(/\.$/, '') };
    return mapValue(new Map(entries), call.origin);
  },
});

function emptyScope(file: SourceFile, problems: Diagnostic[], call: Call): Scope {
  return {
    file,
    budget: call.context.scope.budget,
    resolve: () => undefined,
    function: () => undefined,
    report: (diagnostic) => problems.push(diagnostic),
  };
}

/** An object as the text of a file of variable values. */
const encodeTfvars = defineFunction('provider::terraform::encode_tfvars', {
  parameters: [orUnknown(anything('input'))],
  run([input], call): Value | Problem {
    if (!isWhollyKnown(input)) return unknownOf([input], call.origin);
    if (input.kind !== 'map') return { problem: 'the argument must be an object' };
    const wrong = [...input.entries.keys()].find((name) => !isIdentifier(name));
    if (wrong !== undefined) return { problem: `${JSON.stringify(wrong)} is no name for a variable` };
    return textResult(writeAttributes(input), call);
  },
});

/** A value as the text of an expression. */
const encodeExpr = defineFunction('provider::terraform::encode_expr', {
  parameters: [orNull(orUnknown(anything('expr')))],
  run([value], call) {
    return isWhollyKnown(value) ? textResult(writeExpression(value), call) : unknownOf([value], call.origin);
  },
});

const TERRAFORM_FUNCTIONS: ReadonlyMap<string, HclFunction> = new Map([
  ['provider::terraform::decode_tfvars', decodeTfvars],
  ['provider::terraform::encode_tfvars', encodeTfvars],
  ['provider::terraform::encode_expr', encodeExpr],
]);
