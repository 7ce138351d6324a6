/** Nested deployments: inner and outer scope, linked files of the tree, and what is not read. */
import type { Range } from '../../../text/range.ts';
import { unknownValue, type UnknownReason, type Value } from '../../../values/value.ts';
import { jsonText } from '../../json/json-value.ts';
import type { JsonNode, JsonObject } from '../../json/parse-json.ts';
import { keyNamed, memberNamed } from '../expressions/access.ts';
import { addressOf } from './addresses.ts';
import { createDeployment } from './create-deployment.ts';
import {
  itemPlace,
  placeIn,
  type Argument,
  type Deployment,
  type Item,
  type Nested,
  type Template,
} from './deployment.ts';
import { holderOf, itemName, itemTarget } from './items.ts';
import { linkedPath } from './linked-path.ts';
import { memberNode, memberObject, membersByName } from './members.ts';
import { nodeValue, objectValue } from './node-value.ts';

/** Deployments inside deployments, at most. */
const MAX_DEPTH = 32;

/** What a nested deployment deploys; worked out once. */
export function nestedOf(item: Item): Nested {
  item.nested ??= findNested(item);
  return item.nested;
}

function findNested(item: Item): Nested {
  const { deployment: outer } = item;
  const range = itemPlace(item);
  const properties = memberObject(item.node, 'properties');
  const unread = (message: string, code: UnknownReason['code'] = 'module-not-read'): Nested => ({
    unread: { code, message, range },
  });
  if (outer.depth >= MAX_DEPTH) {
    const message = 'Deployments are nested too deeply: this one is not read.';
    outer.unit.report({ severity: 'warning', code: 'arm-too-deep', message, range });
    return unread('deployments are nested too deeply', 'limit');
  }
  const inline = memberObject(properties, 'template');
  if (inline !== undefined) {
    const { file } = outer.template;
    const places = outer.template.places.ofModule(item.node);
    const template: Template = { file, root: inline, places, level: outer.template.level };
    return { deployment: deploymentOf(item, properties, template, outer.path, isInner(properties)) };
  }
  const linked = linkedPath(item);
  if (linked === undefined) return unread('the template that it links to was not read');
  const template = outer.unit.templateAt(linked);
  if (template === undefined) {
    const message = `The linked template ${linked} is not here, or is no template.`;
    outer.unit.report({ severity: 'warning', code: 'arm-missing-template', message, range });
    return unread(`the linked template ${linked} was not found`, 'file-not-read');
  }
  if (outer.path.includes(linked)) {
    const message = `The template ${linked} links to itself.`;
    outer.unit.report({ severity: 'error', code: 'arm-cycle', message, range });
    return unread(`the template ${linked} links to itself`, 'cycle');
  }
  outer.unit.linksTo(linked);
  return { deployment: deploymentOf(item, properties, template, [...outer.path, linked], true) };
}

/** Tells of the template that is linked to by a deployment which does not take place. */
export function noteLink(item: Item): void {
  const { unit, path } = item.deployment;
  const linked = linkedPath(item);
  if (linked !== undefined && !path.includes(linked)) unit.linksTo(linked);
}

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates: outer is the default. */
function isInner(properties: JsonObject | undefined): boolean {
  const scope = jsonText(memberNode(memberNode(properties, 'expressionEvaluationOptions'), 'scope'));
  return scope?.toLowerCase() === 'inner';
}

function deploymentOf(
  item: Item,
  properties: JsonObject | undefined,
  template: Template,
  path: readonly string[],
  isInnerScope: boolean,
): Deployment {
  const { deployment: outer } = item;
  return createDeployment({
    // What may not be deployed says nothing about mistakes.
    unit: holderOf(item).unit,
    template,
    prefix: `${addressOf(item)}.`,
    target: itemTarget(item),
    args: argumentsOf(item, properties),
    name: itemName(item),
    depth: outer.depth + 1,
    path,
    outer: isInnerScope ? undefined : item.scope,
  });
}

/** The parameters that a deployment is given, each evaluated in the scope around it. */
export function argumentsOf(item: Item, properties: JsonObject | undefined): ReadonlyMap<string, Argument> {
  const { scope } = item;
  const deployment = holderOf(item);
  const node = memberNode(properties, 'parameters');
  if (node?.kind !== 'string') {
    return new Map(
      [...membersByName(node)].map(([name, { node: written }]) => [name, () => argument(written, item)]),
    );
  }
  const whole = nodeValue(node, deployment, scope);
  if (whole.kind !== 'map') return new Map();
  return new Map([...whole.entries].map(([name, each]) => [name.toLowerCase(), () => valueIn(each)]));
}

/** `{ "value": … }`, `{ "reference": … }`, a loop that makes `value`, or an expression that gives one of them. */
function argument(written: JsonNode, item: Item): Value | undefined {
  const { scope } = item;
  const deployment = holderOf(item);
  if (written.kind !== 'object') return valueIn(nodeValue(written, deployment, scope));
  const value = memberNode(written, 'value');
  if (value !== undefined) return nodeValue(value, deployment, scope);
  if (memberNode(written, 'reference') !== undefined) return secretValue(placeIn(deployment, written));
  return objectValue(written, deployment, scope).entries.get('value');
}

/** The value in what an expression gives for a parameter; undefined when it leaves the parameter out. */
function valueIn(given: Value): Value | undefined {
  const { range } = given.origin;
  if (given.kind === 'map' && keyNamed(given, 'reference') !== undefined) return secretValue(range);
  const value = memberNamed(given, 'value', range);
  return 'problem' in value ? undefined : value;
}

/** The value of a parameter that is read from a key vault. */
export function secretValue(range: Range): Value {
  const reason = { code: 'sensitive', message: 'it is a secret of a key vault', range } as const;
  return { ...unknownValue(reason, { range, kind: 'default', from: [] }), sensitive: true };
}

/** The source of code that was not read: its link, else the type. */
export function linkText(item: Item): string {
  const link = memberNode(memberNode(item.node, 'properties'), 'templateLink');
  for (const name of ['uri', 'relativePath', 'id']) {
    const node = memberNode(link, name);
    const value = node && nodeValue(node, holderOf(item), item.scope);
    if (value?.kind === 'string') return value.value;
  }
  return item.type;
}
