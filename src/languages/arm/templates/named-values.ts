/** Parameters, variables, outputs and functions of a template, evaluated when they are asked for. */
import type { Range } from '../../../text/range.ts';
import {
  mapValue,
  nullValue,
  stringValue,
  unknownValue,
  type MapValue,
  type Reference,
  type Value,
} from '../../../values/value.ts';
import type { JsonNode } from '../../json/parse-json.ts';
import { jsonText } from '../../json/json-value.ts';
import type { ArmCall } from '../scope.ts';
import { placeIn, type Deployment, type LoopScope } from './deployment.ts';
import { itemsIn, memberNode, membersByName, type NamedNode } from './members.ts';
import { loopValue, nodeValue } from './node-value.ts';

/** The value of a parameter; what is not declared fails. */
export function parameterValue(deployment: Deployment, name: string, range: Range): Value {
  const declared = declarations(deployment, 'parameters').get(name.toLowerCase());
  if (declared === undefined) return undeclared(deployment, 'parameter', name, range);
  const key = `parameter ${name.toLowerCase()}`;
  const place = (): Range => placeIn(deployment, declared.key);
  return deployment.memo.value(key, `the parameter "${name}"`, place, () => {
    const value = givenOrDefault(deployment, name, declared);
    const isSecret = isSecure(deployment, declared.node);
    return isSecret && value.sensitive !== true ? { ...value, sensitive: true } : value;
  });
}

function givenOrDefault(deployment: Deployment, name: string, { key, node }: NamedNode): Value {
  const given = deployment.args.get(name.toLowerCase())?.();
  const byDefault = memberNode(node, 'defaultValue');
  // A parameter with a default takes null for "not given".
  if (given !== undefined && (given.kind !== 'null' || byDefault === undefined)) return given;
  if (byDefault !== undefined) return nodeValue(byDefault, deployment, deployment.scope);
  const range = placeIn(deployment, key);
  const origin = { range, kind: 'default', from: [] } as const;
  const nullable = memberNode(node, 'nullable');
  if (nullable?.kind === 'bool' && nullable.value) return nullValue(origin);
  const reference: Reference = {
    unit: deployment.unit.id,
    address: `${deployment.prefix}parameters('${key.value}')`,
    path: [],
  };
  return unknownValue(
    { code: 'missing-input', message: `the parameter "${key.value}" has no value`, range },
    origin,
    reference,
  );
}

/** References between type definitions are followed this far. */
const MAX_DEFINITIONS = 10;

function isSecure(deployment: Deployment, declaration: JsonNode): boolean {
  let node: JsonNode | undefined = declaration;
  for (let step = 0; step < MAX_DEFINITIONS && node !== undefined; step++) {
    if (/^secure(?:string|object)$/i.test(jsonText(memberNode(node, 'type')) ?? '')) return true;
    const name: string | undefined = /^#\/definitions\/(.+)$/.exec(
      jsonText(memberNode(node, '$ref')) ?? '',
    )?.[1];
    node =
      name === undefined ? undefined : declarations(deployment, 'definitions').get(name.toLowerCase())?.node;
  }
  return false;
}

/** The value of a variable; what is not declared fails. */
export function variableValue(deployment: Deployment, name: string, range: Range): Value {
  const lower = name.toLowerCase();
  const declared = declarations(deployment, 'variables').get(lower);
  const loop = loopVariable(deployment, lower);
  const node = loop ?? declared?.node;
  if (node === undefined) return undeclared(deployment, 'variable', name, range);
  const place = (): Range => placeIn(deployment, declared?.key ?? node);
  return deployment.memo.value(`variable ${lower}`, `the variable "${name}"`, place, () =>
    loop === undefined
      ? nodeValue(node, deployment, deployment.scope)
      : loopValue(loop, name, deployment, deployment.scope),
  );
}

const loopTables = new WeakMap<JsonNode, ReadonlyMap<string, JsonNode>>();

/** A variable that is one of the loops in `copy`. */
function loopVariable(deployment: Deployment, name: string): JsonNode | undefined {
  const loops = declarations(deployment, 'variables').get('copy')?.node;
  if (loops?.kind !== 'array') return undefined;
  let table = loopTables.get(loops);
  if (table === undefined) {
    table = new Map(
      loops.items.map((loop) => [(jsonText(memberNode(loop, 'name')) ?? '').toLowerCase(), loop]),
    );
    loopTables.set(loops, table);
  }
  return table.get(name);
}

function declarations(deployment: Deployment, section: string): ReadonlyMap<string, NamedNode> {
  return membersByName(memberNode(deployment.template.root, section));
}

function undeclared(deployment: Deployment, what: string, name: string, range: Range): Value {
  const message = `there is no ${what} "${name}" in this template`;
  const sentence = `There is no ${what} "${name}" in this template.`;
  deployment.unit.report({ severity: 'error', code: 'arm-missing-declaration', message: sentence, range });
  return unknownValue({ code: 'failed', message, range }, { range, kind: 'expression', from: [] });
}

/** The outputs of a deployment as `reference` gives them: `{ name: { type, value } }`. */
export function outputValues(deployment: Deployment): MapValue {
  const { root } = deployment.template;
  const node = memberNode(root, 'outputs');
  const entries = new Map<string, Value>();
  for (const [lower, { key, node: output }] of declarations(deployment, 'outputs')) {
    const place = (): Range => placeIn(deployment, key);
    const value: Value = deployment.memo.value(`output ${lower}`, `the output "${key.value}"`, place, () =>
      outputValue(deployment, output, key.value),
    );
    const { origin } = value;
    const type = stringValue(jsonText(memberNode(output, 'type')) ?? '', origin);
    const isSecret = isSecure(deployment, output);
    const shown: Value = isSecret ? { ...value, sensitive: true } : value;
    entries.set(
      key.value,
      mapValue(
        new Map([
          ['type', type],
          ['value', shown],
        ]),
        origin,
      ),
    );
  }
  const range = placeIn(deployment, node ?? root);
  return mapValue(entries, { range, kind: 'literal', from: [] });
}

function outputValue(deployment: Deployment, output: JsonNode, name: string): Value {
  const loop = memberNode(output, 'copy');
  if (loop?.kind === 'object') return loopValue(loop, name, deployment, deployment.scope);
  const node = memberNode(output, 'value');
  if (node !== undefined) return nodeValue(node, deployment, deployment.scope);
  return nullValue({ range: placeIn(deployment, output), kind: 'default', from: [] });
}

/** The value of a call of a function that the template declares; undefined when there is none of that name. */
export function userFunctionValue(
  scope: LoopScope,
  name: string,
  args: readonly Value[],
  call: ArmCall,
): Value | undefined {
  const { deployment } = scope;
  const declared = userFunction(deployment, name);
  const body = declared && memberNode(memberNode(declared, 'output'), 'value');
  if (declared === undefined || body === undefined) return undefined;
  const names = itemsIn(memberNode(declared, 'parameters')).map((parameter) =>
    (jsonText(memberNode(parameter, 'name')) ?? '').toLowerCase(),
  );
  const parameters = new Map(names.map((parameter, index) => [parameter, args[index]]));
  const value = nodeValue(body, deployment, functionScope(deployment, parameters));
  return {
    ...value,
    origin: { range: call.range, kind: 'expression', from: [value.origin, ...call.origin.from] },
  };
}

function userFunction(deployment: Deployment, name: string): JsonNode | undefined {
  const dot = name.indexOf('.');
  if (dot === -1) return undefined;
  for (const group of itemsIn(memberNode(deployment.template.root, 'functions'))) {
    if (jsonText(memberNode(group, 'namespace'))?.toLowerCase() !== name.slice(0, dot)) continue;
    const found = memberNode(memberNode(group, 'members'), name.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A body sees its own parameters, and what is no parameter or variable of the template. */
function functionScope(
  deployment: Deployment,
  parameters: ReadonlyMap<string, Value | undefined>,
): LoopScope {
  const outer = deployment.scope;
  const scope: LoopScope = {
    deployment,
    turns: outer.turns,
    call(name, args, call) {
      if (name === 'variables') return undefined;
      if (name !== 'parameters') return deployment.unit.call(scope, name, args, call);
      const [wanted] = args;
      return wanted?.kind === 'string' ? parameters.get(wanted.value.toLowerCase()) : undefined;
    },
    within: () => scope,
  };
  return scope;
}
