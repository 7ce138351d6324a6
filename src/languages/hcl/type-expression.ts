/** Type constraints as code writes them: `list(object({ a = optional(string, "x") }))`. */
import type { Span } from '../../text/source-file.ts';
import type { Value } from '../../values/value.ts';
import type { CallExpression, Expression, ObjectExpression, TemplateExpression } from './ast.ts';
import { applyDefaults } from './optional-defaults.ts';
import { convertValue } from './convert.ts';
import { ANY, type AttributeConstraint, type TypeConstraint } from './type-constraint.ts';

/** What is wrong with a type, in a sentence without capital and full stop, and where. */
interface TypeProblem {
  readonly problem: string;
  readonly span: Span;
}

/** A type, or what is wrong with it. */
export type ParsedType = { readonly type: TypeConstraint } | TypeProblem;

/**
 * The type that an expression writes down. `evaluateDefault` evaluates the second argument of `optional`; the default
 * is converted to the attribute's type. Bare `list`, `map` and `set` hold any type. The words of Terraform 0.11 in
 * quotes (`"string"`, `"list"`, `"map"`) count as without them.
 */
export function parseTypeConstraint(
  expression: Expression,
  evaluateDefault: (expression: Expression) => Value,
): ParsedType {
  switch (expression.kind) {
    case 'variable':
      return parseKeyword(expression.name, expression);
    case 'template':
      return parseKeyword(quotedWord(expression), expression);
    case 'call':
      return parseConstructor(expression, evaluateDefault);
    default:
      return { problem: 'a type is a word such as string, or a call such as list(string)', span: expression };
  }
}

function quotedWord({ parts }: TemplateExpression): string {
  const [part] = parts;
  return parts.length === 1 && part?.kind === 'text' ? part.text : '';
}

function parseKeyword(word: string, span: Span): ParsedType {
  switch (word) {
    case 'any':
      return { type: ANY };
    case 'string':
    case 'number':
    case 'bool':
      return { type: { kind: word } };
    case 'list':
    case 'set':
    case 'map':
      return { type: { kind: word, element: ANY } };
    case 'object':
    case 'tuple':
      return { problem: `the type "${word}" needs an argument that says what it holds`, span };
    default:
      return { problem: `there is no type ${JSON.stringify(word)}`, span };
  }
}

type EvaluateDefault = (expression: Expression) => Value;

function parseConstructor(call: CallExpression, evaluateDefault: EvaluateDefault): ParsedType {
  const { name } = call.name;
  const [argument, ...others] = call.args;
  if (argument === undefined || others.length > 0 || call.expandLast) {
    return { problem: `the type "${name}" takes one argument`, span: call };
  }
  switch (name) {
    case 'list':
    case 'set':
    case 'map': {
      const element = parseTypeConstraint(argument, evaluateDefault);
      return 'problem' in element ? element : { type: { kind: name, element: element.type } };
    }
    case 'tuple':
      return parseTuple(argument, evaluateDefault);
    case 'object':
      if (argument.kind === 'object') return parseObject(argument, evaluateDefault);
      return { problem: 'the type "object" takes its attributes in braces', span: argument };
    case 'optional':
      return { problem: '"optional" is for the attributes of an object only', span: call };
    default:
      return { problem: `there is no type ${JSON.stringify(name)} that takes an argument`, span: call };
  }
}

function parseTuple(argument: Expression, evaluateDefault: EvaluateDefault): ParsedType {
  if (argument.kind !== 'tuple') {
    return { problem: 'the type "tuple" takes its elements in brackets', span: argument };
  }
  const elements: TypeConstraint[] = [];
  for (const item of argument.items) {
    const element = parseTypeConstraint(item, evaluateDefault);
    if ('problem' in element) return element;
    elements.push(element.type);
  }
  return { type: { kind: 'tuple', elements } };
}

function parseObject(object: ObjectExpression, evaluateDefault: EvaluateDefault): ParsedType {
  const attributes = new Map<string, AttributeConstraint>();
  for (const { key, keyName, value } of object.items) {
    const name = keyName ?? (key.kind === 'template' ? quotedWord(key) : '');
    if (name === '') return { problem: 'the attributes of an object type have plain names', span: key };
    if (attributes.has(name)) return { problem: `the attribute "${name}" stands twice`, span: key };
    const attribute = parseAttribute(value, evaluateDefault);
    if ('problem' in attribute) return attribute;
    attributes.set(name, attribute);
  }
  return { type: { kind: 'object', attributes } };
}

function parseAttribute(
  value: Expression,
  evaluateDefault: EvaluateDefault,
): AttributeConstraint | TypeProblem {
  if (value.kind !== 'call' || value.name.name !== 'optional') {
    const parsed = parseTypeConstraint(value, evaluateDefault);
    return 'problem' in parsed ? parsed : { type: parsed.type, optional: false };
  }
  const [typeExpression, defaultExpression, ...others] = value.args;
  if (typeExpression === undefined || others.length > 0 || value.expandLast) {
    return { problem: '"optional" takes a type, and a default if there is one', span: value };
  }
  const parsed = parseTypeConstraint(typeExpression, evaluateDefault);
  if ('problem' in parsed) return parsed;
  if (defaultExpression === undefined) return { type: parsed.type, optional: true };
  const converted = convertValue(applyDefaults(evaluateDefault(defaultExpression), parsed.type), parsed.type);
  if ('problem' in converted) {
    return {
      problem: `the default does not have the attribute's type: ${converted.problem}`,
      span: defaultExpression,
    };
  }
  return { type: parsed.type, optional: true, default: converted.value };
}
