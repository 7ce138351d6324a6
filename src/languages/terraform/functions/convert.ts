/** `convert`: a value as a type that the call writes out, such as `list(object({ name = string }))`. */
import type { Value } from '../../../values/value.ts';
import { convertValue } from '../../hcl/convert.ts';
import { derivedOrigin } from '../../hcl/derived.ts';
import { evaluateExpression } from '../../hcl/evaluate.ts';
import { applyDefaults } from '../../hcl/optional-defaults.ts';
import { parseHclExpression } from '../../hcl/parse-hcl.ts';
import type { CallContext, HclFunction, LazyArgument } from '../../hcl/scope.ts';
import { parseTypeConstraint, type ParsedType } from '../../hcl/type-expression.ts';
import { failedCall, type Problem } from './define.ts';

/** Its second argument is no expression but a type: it is read from the source text. */
export const convert: HclFunction = {
  callLazily([argument, typeArgument, ...others], context) {
    if (argument === undefined || typeArgument === undefined || others.length > 0) {
      return failed({ problem: 'it takes a value and a type' }, context);
    }
    const parsed = parseType(typeArgument, context);
    if ('problem' in parsed) return failed({ problem: parsed.problem }, context);
    const { value, problems } = argument.evaluate();
    for (const problem of problems) context.scope.report(problem);
    const converted = convertValue(applyDefaults(value, parsed.type), parsed.type);
    return 'problem' in converted ? failed(converted, context) : converted.value;
  },
};

function failed(problem: Problem, context: CallContext): Value {
  return failedCall('convert', problem, { origin: derivedOrigin(context.range, []), context });
}

function parseType({ range }: LazyArgument, { scope }: CallContext): ParsedType | Problem {
  const { expression } = parseHclExpression(range.file, range);
  if (expression === undefined) return { problem: 'the type cannot be read' };
  return parseTypeConstraint(expression, (fallback) => evaluateExpression(fallback, scope));
}
