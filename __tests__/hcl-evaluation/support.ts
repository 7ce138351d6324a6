/** What the tests of expressions share: a scope out of texts and values, and values as short text. */
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { type Range } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { convertValue } from '../../src/languages/hcl/convert.ts';
import { derivedOrigin, unknownOf } from '../../src/languages/hcl/derived.ts';
import { formatNumber } from '../../src/languages/hcl/number-text.ts';
import { evaluateExpression } from '../../src/languages/hcl/evaluate.ts';
import { parseHclExpression } from '../../src/languages/hcl/parse-hcl.ts';
import type { CallContext, EvaluationBudget, HclFunction, Scope } from '../../src/languages/hcl/scope.ts';
import type { TypeConstraint } from '../../src/languages/hcl/type-constraint.ts';
import type { Expression } from '../../src/languages/hcl/ast.ts';
import {
  boolValue,
  listValue,
  mapValue,
  numberValue,
  stringValue,
  unknownValue,
  type MapValue,
  type UnknownValue,
  type Value,
} from '../../src/values/value.ts';

/** The expression that a text is; throws when it is none. */
export function parse(text: string, path = 'main.tf'): { expression: Expression; file: SourceFile } {
  const file = new SourceFile(path, text);
  const { expression, diagnostics } = parseHclExpression(file);
  if (expression === undefined)
    throw new Error(`${text}: ${diagnostics.map((each) => each.message).join(' ')}`);
  return { expression, file };
}

/** A scope in which every name of `names` is a value. */
export function scopeOf(
  file: SourceFile,
  names: Readonly<Record<string, Value>> = {},
): Scope & { problems: Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const known = new Map(Object.entries(names));
  return {
    file,
    problems,
    resolve: (name) => {
      const value = known.get(name);
      return value === undefined ? undefined : { value, stepsUsed: 0 };
    },
    function: (name) => FUNCTIONS.get(name),
    report: (problem) => problems.push(problem),
  };
}

/** Evaluates a text. Each name's text is evaluated first, as a file of its own: `<name>.tf`. */
export function run(
  text: string,
  names: Readonly<Record<string, string | Value>> = {},
  budget?: EvaluationBudget,
): { value: Value; problems: readonly Diagnostic[] } {
  const values = Object.entries(names).map(([name, given]): [string, Value] => {
    if (typeof given !== 'string') return [name, given];
    const { expression, file } = parse(given, `${name}.tf`);
    return [name, evaluateExpression(expression, scopeOf(file, INSTANCES))];
  });
  const { expression, file } = parse(text);
  const scope = scopeOf(file, { ...INSTANCES, ...Object.fromEntries(values) });
  return { value: evaluateExpression(expression, { ...scope, budget }), problems: scope.problems };
}

const here: Range = { file: new SourceFile('other.tf', 'elsewhere'), start: 0, end: 9 };
const origin = { range: here, kind: 'literal', from: [] } as const;

/** An unknown that stands for `address.path`. */
export function computed(address: string, ...path: (string | number)[]): UnknownValue {
  return unknownValue({ code: 'computed', message: `${address} is not known` }, origin, {
    unit: 'u',
    address,
    path,
  });
}

/** An instance with what is written of it; the rest is computed. */
export function instance(address: string, attributes: Readonly<Record<string, Value>>): MapValue {
  return {
    ...mapValue(new Map(Object.entries(attributes)), origin),
    open: {
      reference: { unit: 'u', address, path: [] },
      reason: { code: 'computed', message: `${address} is not known` },
    },
  };
}

/** An instance whose attributes are written down, and carry what they stand for. */
function written(): MapValue {
  const reference = (name: string) => ({ unit: 'u', address: 'vnet.written', path: [name] });
  return instance('vnet.written', {
    port: { ...stringValue('80', origin), reference: reference('port') },
    list: { ...listValue([stringValue('a', origin)], origin), reference: reference('list') },
  });
}

/** Names that are in every scope: instances, an unknown without reference, an unknown condition. */
export const INSTANCES: Readonly<Record<string, Value>> = {
  hub: instance('vnet.hub', { name: stringValue('hub', origin) }),
  spoke: computed('vnet.spoke'),
  written: written(),
  missing: unknownValue({ code: 'missing-input', message: 'variable "missing" has no value' }, origin),
  secret: { ...stringValue('s3cret', origin), sensitive: true },
};

function converter(type: TypeConstraint): HclFunction {
  return {
    call: ([value], context) => {
      if (value === undefined) return failedCall('an argument is missing', context);
      if (value.kind === 'unknown') return unknownOf([value], derivedOrigin(context.range, [value]));
      const converted = convertValue(value, type);
      if ('value' in converted) return converted.value;
      return failedCall(converted.problem, context);
    },
  };
}

function failedCall(message: string, { scope, range }: CallContext): UnknownValue {
  scope.report({ severity: 'error', code: 'test', message, range });
  return unknownValue({ code: 'failed', message }, origin);
}

const ANY = { kind: 'any' } as const;

const FUNCTIONS: ReadonlyMap<string, HclFunction> = new Map<string, HclFunction>([
  ['tostring', converter({ kind: 'string' })],
  ['tonumber', converter({ kind: 'number' })],
  ['tobool', converter({ kind: 'bool' })],
  ['tolist', converter({ kind: 'list', element: ANY })],
  ['toset', converter({ kind: 'set', element: ANY })],
  ['tomap', converter({ kind: 'map', element: ANY })],
  [
    'upper',
    {
      call: (args, context) => {
        const [value] = args;
        if (value?.kind === 'string' && args.length === 1) {
          return stringValue(value.value.toUpperCase(), derivedOrigin(context.range, args));
        }
        return failedCall('upper', context);
      },
    },
  ],
  [
    'max',
    {
      call: (args, context) => {
        const numbers = args.flatMap((value) => (value.kind === 'number' ? [Number(value.value)] : []));
        if (numbers.length === 0) return failedCall('max', context);
        return numberValue(Math.max(...numbers), derivedOrigin(context.range, args));
      },
    },
  ],
  ['first', { call: ([value], context) => value ?? failedCall('an argument is missing', context) }],
  ['count', { call: (args, { range }) => stringValue(String(args.length), derivedOrigin(range, args)) }],
  [
    'can',
    {
      callLazily: ([argument], { range }) => {
        const attempt = argument?.evaluate();
        return boolValue(attempt?.problems.length === 0, derivedOrigin(range, []));
      },
    },
  ],
]);

/** A value as short text: `?code` for unknowns, with what they stand for, their parts and their candidates. */
export function show(value: Value): string {
  const text = showPlain(value);
  return value.sensitive === true ? `secret ${text}` : text;
}

function showPlain(value: Value): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'list':
      return `${value.type === 'tuple' ? '' : value.type}[${value.items.map(show).join(', ')}]`;
    case 'map': {
      const entries = [...value.entries].map(([key, item]) => `${key} = ${show(item)}`);
      if (value.open !== undefined) entries.push('...');
      return `${value.type === 'object' ? '' : 'map'}{${entries.join(', ')}}`;
    }
    case 'unknown':
      return showUnknown(value);
  }
}

function showUnknown({ reason, reference, parts, candidates }: UnknownValue): string {
  const target = reference === undefined ? '' : ` ${[reference.address, ...reference.path].join('.')}`;
  const pieces = parts === undefined ? '' : ` (${parts.map(show).join(' ')})`;
  const choice = candidates === undefined ? '' : ` one of ${candidates.map(show).join(' | ')}`;
  return `?${reason.code}${target}${pieces}${choice}`;
}
