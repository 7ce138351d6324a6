/** Values of parameters: given by a file or an outer stack, else the default. */
import type { Range } from '../../text/range.ts';
import { literalOrigin } from '../../values/origin.ts';
import { stringValue, unknownValue, type Reference, type Value } from '../../values/value.ts';
import { memberNode, nodeText, type TemplateNode } from './template-node.ts';
import { listFromText } from './text-values.ts';

/** How a parameter is called where it is unknown. */
interface Declared {
  readonly name: string;
  readonly range: Range;
  readonly reference: Reference;
}

/** The value of a parameter; `declaration` is its entry in the template. */
export function parameterValue(
  declaration: TemplateNode,
  given: Value | undefined,
  { name, range, reference }: Declared,
): Value {
  const type = nodeText(memberNode(declaration, 'Type')) ?? 'String';
  const isSecret = nodeText(memberNode(declaration, 'NoEcho'))?.toLowerCase() === 'true';
  const mark = isSecret ? { sensitive: true as const } : {};
  const isGiven = given !== undefined && given.kind !== 'null';
  const value = isGiven ? given : defaultOf(memberNode(declaration, 'Default'));
  const origin = value?.origin ?? { range, kind: 'reference' as const, from: [] };
  if (type.startsWith('AWS::SSM::Parameter::')) {
    const message = `parameter ${name} is looked up in SSM when the stack is deployed`;
    return { ...unknownValue({ code: 'data-source', message, range }, origin, reference), ...mark };
  }
  if (value === undefined) {
    const message = `the parameter "${name}" has no value`;
    return { ...unknownValue({ code: 'missing-input', message, range }, origin, reference), ...mark };
  }
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return { ...(isList ? asList(value, reference) : value), ...mark };
}

/** An unknown list keeps what tells it from others. */
function asList(value: Value, reference: Reference): Value {
  const list = value.kind === 'list' ? value : listFromText(value);
  return list.kind === 'unknown' ? { ...list, reference: value.reference ?? reference } : list;
}

/** Defaults are never computed: they are texts, also where they look like numbers. */
function defaultOf(node: TemplateNode | undefined): Value | undefined {
  if (node?.kind === 'list') {
    const origin = literalOrigin(node.range);
    return { kind: 'list', type: 'list', items: node.items.flatMap((item) => defaultOf(item) ?? []), origin };
  }
  const text = nodeText(node);
  return node === undefined || text === undefined ? undefined : stringValue(text, literalOrigin(node.range));
}
