/** Evaluates one ARM expression as it would stand in a template, and shows the value as plain data. */
import { evaluateArmText } from '../../src/languages/arm/expressions/evaluate-arm.ts';
import { createArmBudget } from '../../src/languages/arm/expressions/evaluation.ts';
import { parseArmText } from '../../src/languages/arm/expressions/parse-arm-text.ts';
import type { ArmScope } from '../../src/languages/arm/scope.ts';
import { parseJson } from '../../src/languages/json/parse-json.ts';
import { jsonNodeValue } from '../../src/languages/json/json-value.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { readThrough, unknownValue, type Value } from '../../src/values/value.ts';

/** What `parameters('…')` gives in these tests; every other name is an input that is missing. */
export const PARAMETERS = `{
  "hub": "10.0.0.0/16",
  "spokes": [{"name": "a", "cidr": "10.1.0.0/16"}, {"name": "b", "cidr": "10.2.0.0/16"}],
  "dogs": [
    {"name": "Evie", "age": 5, "interests": ["Ball", "Frisbee"]},
    {"name": "Casper", "age": 3, "interests": ["Other dogs"]},
    {"name": "Indy", "age": 2, "interests": ["Butter"]},
    {"name": "Kira", "age": 8, "interests": ["Rubs"]}
  ],
  "entities": {"item002": {"number": 200}, "Item001": {"number": 300}},
  "tags": {"Env": "prod", "costCenter": 12, "nothing": null},
  "first": {"property": {"one": "a", "two": "b", "three": "c1"}, "nestedArray": [1, 2]},
  "second": {"property": {"three": "c2", "four": "d", "five": "e"}, "nestedArray": [3, 4]},
  "text": "OneTwoThree",
  "yes": true,
  "half": 1.5,
  "absent": null
}`;

/** One evaluation. */
export interface Outcome {
  readonly value: Value;
  readonly problems: readonly Diagnostic[];
  /** The file with the expression, and the one with the parameters. */
  readonly file: SourceFile;
  readonly parameters: SourceFile;
}

const parameters = new SourceFile('parameters.json', PARAMETERS);
const root = parseJson(parameters).root;

/** The value of an expression without its brackets, in a template where `"value"` is it. */
export function evaluateText(inner: string): Outcome {
  return evaluateWhole(`[${inner}]`);
}

/** The value of a text of a template. */
export function evaluateWhole(text: string): Outcome {
  const written = JSON.stringify(text);
  const before = '{"value": ';
  const file = new SourceFile('template.json', `${before}${written}}`);
  const range = { file, start: before.length, end: before.length + written.length };
  const problems: Diagnostic[] = [];
  const report = (problem: Diagnostic): void => void problems.push(problem);
  const value = evaluateArmText(parseArmText(text), testScope(), { range, report }, createArmBudget());
  return { value, problems, file, parameters };
}

function testScope(): ArmScope {
  return {
    call(name, args, call) {
      const [first] = args;
      if (name === 'resourcegroup' || name === 'subscription') {
        const reason = { code: 'environment', message: 'it depends on where it is deployed' } as const;
        return unknownValue(reason, call.origin, { unit: 't', address: `${name}()`, path: [] });
      }
      if (name === 'test.double' && first !== undefined) return first;
      if (name === 'open') {
        const reference = { unit: 't', address: 'vnet', path: [] };
        const reason = { code: 'computed', message: 'it is known at deployment' } as const;
        const origin = call.origin;
        return { kind: 'map', type: 'object', entries: new Map(), origin, open: { reference, reason } };
      }
      if (name !== 'parameters' || first?.kind !== 'string' || root?.kind !== 'object') return undefined;
      const member = root.members.find(({ key }) => key.value === first.value);
      if (member === undefined) {
        const reason = { code: 'missing-input', message: `parameter "${first.value}" has no value` } as const;
        const address = `parameters('${first.value}')`;
        return unknownValue(reason, call.origin, { unit: 't', address, path: [] });
      }
      const placeOf = ({ start, end }: { start: number; end: number }) => ({ file: parameters, start, end });
      return readThrough(jsonNodeValue(member.value, { placeOf }), call.range);
    },
  };
}

/** A value as data: unknowns are `{ unknown: code, … }` with what is known of them. */
export function shown(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list': {
      const items = value.items.map(shown);
      return value.type === 'set' ? { set: items } : items;
    }
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, shown(item)]));
    case 'unknown':
      return {
        unknown: value.reason.code,
        ...(value.parts === undefined ? {} : { parts: value.parts.map(shown) }),
        ...(value.candidates === undefined ? {} : { candidates: value.candidates.map(shown) }),
        ...(value.prefixLength === undefined ? {} : { prefixLength: value.prefixLength }),
      };
    default:
      return typeof value.value === 'bigint' ? `${value.value}n` : value.value;
  }
}
