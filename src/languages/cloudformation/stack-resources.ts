/** The resources of a stack and of those that it nests. */
import { literalOrigin } from '../../values/origin.ts';
import type { MapValue, Reference, UnknownReason, Value } from '../../values/value.ts';
import type { Range } from '../../text/range.ts';
import type { DeploymentScope, Resource } from '../unit.ts';
import type { LoopEntry } from './for-each.ts';
import { isNestedStack, isUnreadCode } from './nested-types.ts';
import { memberNode, nodeText } from './template-node.ts';
import { typeOf, type Stack } from './stack.ts';

/** Resources of one unit, at most; CloudFormation itself takes 500 for a template. */
const MAX_RESOURCES = 20_000;

const TOO_MANY = 'There are more resources than are read: they are left out from here on.';

/** The resources that are deployed, or may be, in the order of the templates: no more than there is `room` for. */
export function stackResources(
  stack: Stack,
  scope: DeploymentScope | undefined,
  room: number,
): readonly Resource[] {
  const resources: Resource[] = [];
  collect({ stack, scope, outer: undefined, room: Math.min(room, MAX_RESOURCES) }, resources);
  return resources;
}

interface Collected {
  readonly stack: Stack;
  readonly scope: DeploymentScope | undefined;
  /** Set when it is unknown whether the stack exists. */
  readonly outer: UnknownReason | undefined;
  readonly room: number;
}

function collect(from: Collected, resources: Resource[]): void {
  const { stack, scope, outer, room } = from;
  const first = resources.length;
  const { entries, unknown } = stack.entries('resources');
  for (const entry of entries) {
    const type = typeOf(entry);
    const doubt = stack.doubtOf(entry);
    if (type === undefined || doubt === false) continue;
    if (resources.length >= room) {
      stack.report('warning', 'limit', TOO_MANY, entry.keyRange);
      return;
    }
    const possible = outer ?? doubt;
    const nested = stack.nestedStack(entry);
    if (nested !== undefined) collect({ ...from, stack: nested, outer: possible }, resources);
    else resources.push(resourceOf(stack, entry, type, possible, scope));
  }
  if (unknown?.reason.code === 'limit')
    stack.report('warning', 'limit', 'A loop makes more than is read.', unknown.origin.range);
  addModules(from, resources);
  addMacros(stack, scope, resources, first);
}

/** Modules of the template's own section: what they are given, they can declare things for. */
function addModules({ stack, scope, outer, room }: Collected, resources: Resource[]): void {
  for (const [name, { value, keyRange }] of stack.template.modules) {
    if (resources.length >= room) {
      stack.report('warning', 'limit', TOO_MANY, keyRange);
      return;
    }
    const reference = stack.referenceTo(name);
    resources.push({
      dialect: 'cloudformation',
      mode: 'module',
      type: nodeText(memberNode(value, 'Source')) ?? name,
      name,
      address: reference.address,
      unit: reference.unit,
      attributes: instanceAttributes(stack.scope.evaluate(value), reference, keyRange),
      range: keyRange,
      possible: outer,
      scope,
    });
  }
}

function resourceOf(
  stack: Stack,
  entry: LoopEntry,
  type: string,
  possible: UnknownReason | undefined,
  scope: DeploymentScope | undefined,
): Resource {
  const reference = stack.referenceTo(entry.name);
  const isUnread = isNestedStack(type) || isUnreadCode(type);
  return {
    dialect: 'cloudformation',
    mode: isUnread ? 'module' : 'managed',
    type,
    name: entry.name,
    address: reference.address,
    unit: reference.unit,
    attributes: instanceAttributes(stack.properties(entry), reference, entry.keyRange),
    range: entry.keyRange,
    possible,
    scope,
  };
}

/** Macros of a template that count: each holds all that the template declares. */
const MAX_MACROS = 10;

/** A macro may add anything for all that the template declares: it is code that is not read. */
function addMacros(
  stack: Stack,
  scope: DeploymentScope | undefined,
  resources: Resource[],
  first: number,
): void {
  const declared = resources.slice(first);
  const loose = stack.template.resources.get('Fn::Transform');
  const macros = [
    ...stack.template.macros,
    ...(loose === undefined ? [] : [{ name: 'Fn::Transform', range: loose.keyRange }]),
  ];
  macros.forEach((macro, index) => {
    stack.report('note', 'macro', `What ${macro.name} makes of this template is not known.`, macro.range);
    // Where anything may be added already, one more macro changes nothing.
    if (index >= MAX_MACROS) return;
    const origin = literalOrigin(macro.range);
    const items = declared.map(({ unit, address, range }): Value => {
      const message = `the id of ${address} is known when the stack is deployed`;
      const reason = { code: 'computed', message, range } as const;
      return { kind: 'unknown', reason, origin, reference: { unit, address, path: ['id'] } };
    });
    const reference = stack.referenceTo(index === 0 ? 'Transform' : `Transform[${String(index)}]`);
    const entries = new Map<string, Value>([['template', { kind: 'list', type: 'list', items, origin }]]);
    resources.push({
      dialect: 'cloudformation',
      mode: 'module',
      type: macro.name,
      name: 'Transform',
      address: reference.address,
      unit: reference.unit,
      attributes: { kind: 'map', type: 'object', entries, origin },
      range: macro.range,
      scope,
    });
  });
}

/** The properties of a resource as an instance's attributes: what is not written is known when it is deployed. */
function instanceAttributes(value: Value, reference: Reference, range: Range): MapValue {
  const reason = {
    code: 'computed',
    message: `it is known when ${reference.address} is deployed`,
    range,
  } as const;
  const open = { reference, reason };
  if (value.kind === 'map') return { ...value, open };
  return { kind: 'map', type: 'object', entries: new Map(), origin: literalOrigin(range), open };
}
