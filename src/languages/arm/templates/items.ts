/** The resources that a deployment declares: children and turns of loops each by themselves, not yet evaluated. */
import type { Range } from '../../../text/range.ts';
import { stringValue, unknownValue, type UnknownReason, type Value } from '../../../values/value.ts';
import type { JsonNode, JsonObject } from '../../json/parse-json.ts';
import { unknownOf } from '../../hcl/derived.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import { itemPlace, type Deployment, type Item, type LoopScope } from './deployment.ts';
import { resourceIdValue, splitName, targetParts, typeSteps } from './ids.ts';
import { memberNode, membersByName } from './members.ts';
import { Memo } from './memo.ts';
import { loopTurns, nodeValue } from './node-value.ts';
import { nestedTarget, segmentsOf } from './target.ts';
import { textParts } from './text-parts.ts';

/** Resources inside resources, at most. Azure's types have far fewer steps. */
const MAX_PARENTS = 16;

/** The items of a deployment in source order, children behind their parents. */
export function itemsOf(deployment: Deployment): readonly Item[] {
  const { state } = deployment;
  if (state.items !== undefined) return state.items;
  // The number of turns of a loop cannot depend on what is deployed.
  if (state.isListing) return [];
  state.isListing = true;
  const items: Item[] = [];
  listItems(deployment, memberNode(deployment.template.root, 'resources'), undefined, items, 0);
  state.isListing = false;
  state.items = items;
  return items;
}

function listItems(
  deployment: Deployment,
  resources: JsonNode | undefined,
  parent: Item | undefined,
  items: Item[],
  depth: number,
): void {
  if (depth > MAX_PARENTS) {
    if (parent !== undefined && resources !== undefined) reportTooDeep(parent);
    return;
  }
  const scope = parent?.scope ?? deployment.scope;
  for (const { node, symbol } of resourceNodes(resources)) {
    for (const turn of turnsOfResource(deployment, node, symbol, scope)) {
      const item: Item = {
        deployment,
        node,
        scope: turn.scope,
        type: fullType(deployment, node, turn.scope, parent),
        parent,
        symbol,
        index: turn.index,
        position: items.length,
        isExisting: isTrue(memberNode(node, 'existing')),
        possible: turn.possible ?? parent?.possible,
        memo: new Memo(deployment.unit.report),
        nested: undefined,
      };
      items.push(item);
      listItems(deployment, memberNode(node, 'resources'), item, items, depth + 1);
    }
  }
}

function reportTooDeep(parent: Item): void {
  const message = 'Resources are nested too deeply: those in this one are not judged.';
  const range = itemPlace(parent);
  parent.deployment.unit.report({ severity: 'warning', code: 'arm-too-deep', message, range });
}

interface ResourceNode {
  readonly node: JsonObject;
  readonly symbol: string | undefined;
}

/** Resources are a list, or an object by symbolic names. */
function resourceNodes(resources: JsonNode | undefined): readonly ResourceNode[] {
  if (resources?.kind === 'array')
    return resources.items.flatMap((node) => (node.kind === 'object' ? [{ node, symbol: undefined }] : []));
  return [...membersByName(resources).values()].flatMap(({ key, node }) =>
    node.kind === 'object' ? [{ node, symbol: key.value }] : [],
  );
}

function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === 'bool' && node.value;
}

interface Turn {
  readonly scope: LoopScope;
  readonly index: number | '*' | undefined;
  readonly possible?: UnknownReason;
}

function turnsOfResource(
  deployment: Deployment,
  node: JsonObject,
  symbol: string | undefined,
  scope: LoopScope,
): readonly Turn[] {
  const { unit } = deployment;
  if (unit.room.left <= 0) return [];
  const loop = memberNode(node, 'copy');
  if (loop?.kind !== 'object') {
    unit.room.left--;
    return [{ scope, index: undefined }];
  }
  const nameNode = memberNode(loop, 'name');
  const named = nameNode && nodeValue(nameNode, deployment, scope);
  const name = named?.kind === 'string' ? named.value : (symbol ?? '');
  const turns = loopTurns(loop, name, deployment, scope);
  if ('reason' in turns)
    return [{ scope: scope.within(name, undefined, true), index: '*', possible: turns.reason }];
  return Array.from({ length: turns.count }, (_, index) => ({
    scope: scope.within(name, index, true),
    index,
  }));
}

/** The type with those of its parents; `subnets` inside of `Microsoft.Network/virtualNetworks` is meant to be both. */
function fullType(
  deployment: Deployment,
  node: JsonObject,
  scope: LoopScope,
  parent: Item | undefined,
): string {
  const typeNode = memberNode(node, 'type');
  const value = typeNode && nodeValue(typeNode, deployment, scope);
  const type = value?.kind === 'string' ? (value.value.split('@')[0] ?? '') : '';
  const isWhole = type.split('/')[0]?.includes('.') === true;
  return parent === undefined || type === '' || isWhole ? type : `${parent.type}/${type}`;
}

/** A member of a resource's body, evaluated. */
export function itemMember(item: Item, name: string): Value | undefined {
  const node = memberNode(item.node, name);
  return node === undefined ? undefined : nodeValue(node, holderOf(item), item.scope);
}

const holders = new WeakMap<Item, Deployment>();

/**
 * In which deployment the body of a resource is evaluated. Of one that is only read, or not certainly deployed, nothing
 * is reported: what would fail is mostly what the condition asks for.
 */
export function holderOf(item: Item): Deployment {
  let holder = holders.get(item);
  if (holder === undefined) {
    const { deployment } = item;
    const { unit } = deployment;
    const silent = { ...deployment, unit: { ...unit, report: () => undefined } };
    holder = !item.isExisting && conditionOf(item) === true ? deployment : silent;
    holders.set(item, holder);
  }
  return holder;
}

/** Whether a resource is deployed, or why that is unknown. */
export function conditionOf({ node, deployment, scope }: Item): boolean | UnknownReason {
  const written = memberNode(node, 'condition');
  if (written === undefined) return true;
  const value = nodeValue(written, deployment, scope);
  if (value.kind === 'null') return true;
  if (value.kind === 'unknown') return value.reason;
  if (value.kind === 'bool') return value.value;
  if (value.kind === 'string' && /^(?:true|false)$/i.test(value.value))
    return value.value.toLowerCase() === 'true';
  const message = 'the condition is neither true nor false';
  return { code: 'failed', message, range: value.origin.range };
}

/** The full name, such as `hub/default`; of a child that is written in its parent's body both names. */
export function itemName(item: Item): Value {
  const place = (): Range => itemPlace(item);
  return item.memo.value('name', 'the name of this resource', place, () => {
    const own = itemMember(item, 'name');
    if (own === undefined) {
      const message = 'it has no name';
      return unknownValue(
        { code: 'failed', message, range: place() },
        { range: place(), kind: 'default', from: [] },
      );
    }
    const { parent } = item;
    if (parent === undefined || hasFullName(item, own)) return own;
    return joinTexts([itemName(parent), stringValue('/', own.origin), own], own.origin);
  });
}

/** Whether a child's own name already holds those of its parents, or has no need of them. */
function hasFullName({ type, parent }: Item, own: Value): boolean {
  const parentType = parent?.type ?? '';
  const belongs = type.toLowerCase().startsWith(`${parentType.toLowerCase()}/`);
  if (!belongs) return true;
  const steps = typeSteps(type).length;
  return steps > 1 && segmentsOf(own).length === steps && textParts(own).some(hasSlash);
}

function hasSlash(part: Value): boolean {
  return part.kind === 'string' && part.value.includes('/');
}

/** One name for each type step; undefined when that cannot be told. */
export function itemNames(item: Item): readonly Value[] | undefined {
  return splitName(itemName(item), typeSteps(item.type).length);
}

/** The id of a resource. */
export function itemId(item: Item): Value {
  const place = (): Range => itemPlace(item);
  return item.memo.value('id', 'the id of this resource', place, () => {
    const name = itemName(item);
    const { origin } = name;
    const names = itemNames(item);
    if (names === undefined && name.kind === 'unknown') return unknownOf([name], origin);
    if (names === undefined) {
      const problem = `its name has another number of parts (${segmentsOf(name).length}) than its type (${typeSteps(item.type).length})`;
      return knownId({ problem }, item);
    }
    return knownId(resourceIdValue(idBase(item), item.type, names, origin), item);
  });
}

/** The id of the parent, for children. */
export function parentId(item: Item): Value | undefined {
  const steps = typeSteps(item.type);
  const names = itemNames(item);
  if (steps.length < 2 || names === undefined) return undefined;
  const type = item.type.slice(0, item.type.lastIndexOf('/'));
  const { origin } = itemName(item);
  return knownId(resourceIdValue(idBase(item), type, names.slice(0, -1), origin), item);
}

/** The id, or the unknown that stands for it. */
function knownId(id: Value | { readonly problem: string }, item: Item): Value {
  if (!('problem' in id)) return id;
  const range = itemPlace(item);
  return unknownValue(
    { code: 'failed', message: id.problem, range },
    { range, kind: 'expression', from: [] },
  );
}

/** What stands before `/providers/` in an id. */
function idBase(item: Item): readonly Value[] {
  const { deployment, type } = item;
  const scope = itemMember(item, 'scope');
  const isDeployment = isDeploymentType(type);
  if (scope !== undefined && scope.kind !== 'null' && !isDeployment) return scopeParts(item, scope);
  const target = itemTarget(item);
  const lower = type.toLowerCase();
  if (lower === 'microsoft.resources/resourcegroups') return targetParts(target, 'subscription');
  if (lower === 'microsoft.resources/subscriptions') return [];
  return targetParts(target, target === deployment.target ? undefined : target.level);
}

/** An extension's scope is an id, or what follows the id of the group. */
function scopeParts(item: Item, scope: Value): readonly Value[] {
  const [first] = textParts(scope);
  if (scope.kind === 'string' && scope.value === '/') return [];
  if (first?.kind !== 'string' || first.value.startsWith('/') || first.value === '') return [scope];
  const { origin } = scope;
  return [...targetParts(item.deployment.target), stringValue('/providers/', origin), scope];
}

/** Where a resource is deployed: nested deployments and existing resources can name another group or subscription. */
export function itemTarget(item: Item): Deployment['target'] {
  const { deployment } = item;
  const settings = {
    subscription: itemMember(item, 'subscriptionId'),
    group: itemMember(item, 'resourceGroup'),
    scope: isDeploymentType(item.type) ? itemMember(item, 'scope') : undefined,
  };
  const key = item.symbol ?? String(item.position);
  return nestedTarget(deployment.target, settings, deployment.unit.id, `${deployment.prefix}${key}`);
}

/** Whether a type is that of nested deployments. */
export function isDeploymentType(type: string): boolean {
  return type.toLowerCase() === 'microsoft.resources/deployments';
}
