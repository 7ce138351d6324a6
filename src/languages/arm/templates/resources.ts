/** The resources of a unit: those of its template and of all that it deploys. */
import type { MapValue, UnknownReason, Value } from '../../../values/value.ts';
import type { Resource } from '../../unit.ts';
import { addressOf, shownName } from './addresses.ts';
import { itemPlace, type Deployment, type Item } from './deployment.ts';
import { conditionOf, isDeploymentType, itemId, itemName, itemsOf } from './items.ts';
import { itemAttributes } from './item-values.ts';
import { linkIds } from './link-ids.ts';
import { memberNode, memberObject } from './members.ts';
import { argumentsOf, linkText, nestedOf, noteLink } from './nested.ts';
import { comparableText } from './text-parts.ts';

interface Waiting {
  readonly deployment: Deployment;
  /** Set when it is unknown whether it takes place. */
  readonly possible: UnknownReason | undefined;
}

/** All resources of a deployment and of the nested ones. */
export function resourcesOf(root: Deployment): readonly Resource[] {
  const resources: Resource[] = [];
  const waiting: Waiting[] = [{ deployment: root, possible: undefined }];
  for (const { deployment, possible } of waiting) {
    const declared = new Map<string, Item>();
    for (const item of itemsOf(deployment)) {
      const condition = conditionOf(item);
      if (condition === false) {
        if (isDeploymentType(item.type)) noteLink(item);
        continue;
      }
      const doubt = possible ?? item.possible ?? (condition === true ? undefined : condition);
      const kind = kindOf(item);
      if (kind === 'skipped') continue;
      if (kind === 'nested') {
        const nested = nestedOf(item);
        if (nested.deployment !== undefined) waiting.push({ deployment: nested.deployment, possible: doubt });
        else resources.push(unreadResource(item, doubt));
        continue;
      }
      if (kind === 'unread') {
        resources.push(unreadResource(item, doubt));
        continue;
      }
      if (doubt === undefined && !item.isExisting) reportDuplicate(item, declared);
      resources.push(resourceOf(item, doubt));
    }
  }
  if (root.unit.room.left <= 0) reportFull(root);
  return linkIds(resources);
}

function reportFull({ unit, template }: Deployment): void {
  const range = { file: template.file, start: 0, end: 0 };
  const message = 'This template deploys more resources than are looked at: the rest of them is not judged.';
  unit.report({ severity: 'warning', code: 'arm-too-many-resources', message, range });
}

type Kind = 'resource' | 'nested' | 'unread' | 'skipped';

function kindOf(item: Item): Kind {
  const type = item.type.toLowerCase();
  // Extensions deploy to other systems than Azure.
  if (memberNode(item.node, 'import') !== undefined || memberNode(item.node, 'extension') !== undefined)
    return 'skipped';
  if (type === '') {
    const range = itemPlace(item);
    const message = 'This resource has no type that can be known: it is not judged.';
    item.deployment.unit.report({ severity: 'warning', code: 'arm-unknown-type', message, range });
    return 'skipped';
  }
  // What they hold is a template for later.
  if (type.startsWith('microsoft.resources/templatespecs')) return 'skipped';
  if (item.isExisting) return 'resource';
  if (type === 'microsoft.resources/deploymentstacks') return 'unread';
  return isDeploymentType(type) ? 'nested' : 'resource';
}

function resourceOf(item: Item, possible: UnknownReason | undefined): Resource {
  return {
    ...headOf(item, possible),
    mode: item.isExisting ? 'data' : 'managed',
    type: item.type,
    attributes: itemAttributes(item),
  };
}

/** A deployment whose template was not read counts as code that was not read, with what it is given. */
function unreadResource(item: Item, possible: UnknownReason | undefined): Resource {
  const properties = memberObject(item.node, 'properties');
  const entries = new Map<string, Value>();
  for (const [name, argument] of argumentsOf(item, properties)) {
    const value = argument();
    if (value !== undefined) entries.set(name, value);
  }
  const origin = { range: itemPlace(item), kind: 'literal', from: [] } as const;
  const attributes: MapValue = { kind: 'map', type: 'object', entries, origin };
  return { ...headOf(item, possible), mode: 'module', type: linkText(item), attributes };
}

function headOf(
  item: Item,
  possible: UnknownReason | undefined,
): Omit<Resource, 'mode' | 'type' | 'attributes'> {
  const { unit } = item.deployment;
  return {
    dialect: 'arm',
    name: item.symbol ?? shownName(itemName(item)),
    address: addressOf(item),
    unit: unit.id,
    range: itemPlace(item),
    possible,
    scope: unit.scope,
  };
}

/** Azure refuses a template that declares a resource twice. */
function reportDuplicate(item: Item, declared: Map<string, Item>): void {
  const id = comparableText(itemId(item));
  if (id === undefined) return;
  if (!declared.has(id)) {
    declared.set(id, item);
    return;
  }
  const name = shownName(itemName(item));
  const message = `The resource ${item.type} "${name}" is declared twice in this template.`;
  item.deployment.unit.report({
    severity: 'error',
    code: 'arm-duplicate-resource',
    message,
    range: itemPlace(item),
  });
}
