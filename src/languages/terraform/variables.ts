/** Input variables: the value that is given, else the default, converted to the type. */
import { rangeOf, type Range } from '../../text/range.ts';
import { unknownValue, type Reference, type Value } from '../../values/value.ts';
import { convertValue } from '../hcl/convert.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { applyDefaults } from '../hcl/optional-defaults.ts';
import { ANY, type TypeConstraint } from '../hcl/type-constraint.ts';
import { parseTypeConstraint } from '../hcl/type-expression.ts';
import { attributeIn, literalBool } from './content.ts';
import type { Declaration } from './declarations.ts';
import type { Module } from './module.ts';
import { createScope } from './scope.ts';

/** The value of a variable. `given` is what the caller or a file of values says; undefined when nobody does. */
export function variableValue(declaration: Declaration, given: Value | undefined, module: Module): Value {
  const { content } = declaration;
  const isReplaced = given?.kind === 'null' && literalBool(content, 'nullable') === false;
  const value = given === undefined || isReplaced ? defaultValue(declaration, module) : given;
  if (value === undefined) return missingValue(declaration, module);
  const converted = convert(value, declaration, module);
  return literalBool(content, 'sensitive') === true ? { ...converted, sensitive: true } : converted;
}

/** True when a value must be given. */
export function isRequired({ content }: Declaration): boolean {
  return attributeIn(content, 'default') === undefined;
}

function defaultValue({ content }: Declaration, module: Module): Value | undefined {
  const written = attributeIn(content, 'default');
  return written === undefined
    ? undefined
    : evaluateExpression(written.expression, createScope(module, written.file, {}));
}

/** Two uses of one missing variable are recognised by the reference. */
function missingValue({ name, range }: Declaration, module: Module): Value {
  const reference: Reference = { unit: module.unit.id, address: `${module.prefix}var.${name}`, path: [] };
  const reason = { code: 'missing-input', message: `the variable "${name}" has no value`, range } as const;
  return unknownValue(reason, { range, kind: 'default', from: [] }, reference);
}

function convert(value: Value, declaration: Declaration, module: Module): Value {
  const type = typeOfVariable(declaration, module);
  const converted = convertValue(applyDefaults(value, type), type);
  if ('value' in converted) return converted.value;
  const { range } = value.origin;
  const message = `the value is not suitable for variable "${declaration.name}": ${converted.problem}`;
  module.unit.report({
    severity: 'error',
    code: 'terraform-wrong-type',
    message: `The value is not suitable for variable "${declaration.name}": ${converted.problem}.`,
    range,
  });
  return unknownValue({ code: 'failed', message, range }, value.origin);
}

const types = new WeakMap<Declaration, TypeConstraint>();

/** The same for all instances of a module: it can refer to nothing. */
function typeOfVariable(declaration: Declaration, module: Module): TypeConstraint {
  let type = types.get(declaration);
  if (type === undefined) {
    type = readType(declaration, module);
    types.set(declaration, type);
  }
  return type;
}

function readType({ content }: Declaration, module: Module): TypeConstraint {
  const written = attributeIn(content, 'type');
  if (written === undefined) return ANY;
  const scope = createScope(module, written.file, {});
  const parsed = parseTypeConstraint(written.expression, (expression) =>
    evaluateExpression(expression, scope),
  );
  if ('type' in parsed) return parsed.type;
  const range: Range = rangeOf(written.file, parsed.span);
  const message = `${parsed.problem.charAt(0).toUpperCase()}${parsed.problem.slice(1)}.`;
  module.unit.report({ severity: 'error', code: 'terraform-type', message, range });
  return ANY;
}
