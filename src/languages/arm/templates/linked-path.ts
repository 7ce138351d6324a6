/** Which file of the tree a deployment links to. */
import type { Value } from '../../../values/value.ts';
import { folderOf, joinPath } from '../../paths.ts';
import type { Item } from './deployment.ts';
import { holderOf } from './items.ts';
import { memberNode, memberObject } from './members.ts';
import { parameterValue } from './named-values.ts';
import { nodeValue } from './node-value.ts';

/**
 * The path of the linked template: by `relativePath` from the template's folder, or by a `uri` that ends in the path
 * of a template which lies below that folder. A URI is a place on the web, but one that is put together of a base
 * and a path is where people copy the folder of the template to before they deploy it
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates). Undefined for all others.
 */
export function linkedPath(item: Item): string | undefined {
  const link = memberNode(memberObject(item.node, 'properties'), 'templateLink');
  const { template } = item.deployment;
  const relative = memberNode(link, 'relativePath');
  if (relative !== undefined) {
    const value = nodeValue(relative, holderOf(item), item.scope);
    if (value.kind !== 'string') return undefined;
    return joinPath(folderOf(template.file.path), value.value.replaceAll('\\', '/'));
  }
  const uri = memberNode(link, 'uri');
  const way = uri && wayBelowBase(item, nodeValue(uri, holderOf(item), item.scope));
  return way === undefined ? undefined : fileAt(item, way);
}

/** The path of a template, maybe with a token behind it. */
const WAY = /^\/?((?:[\w-][\w.-]{0,100}\/){0,8}[\w-][\w.-]{0,100}\.jsonc?)(?:\?.*)?$/i;

/** What follows an unknown base, or that of the parameter which the tools for deployment fill in. */
function wayBelowBase(item: Item, uri: Value): string | undefined {
  if (uri.kind === 'unknown') {
    const [base, way, token, ...more] = uri.parts ?? [];
    const isPlain = base?.kind === 'unknown' && token?.kind !== 'string' && more.length === 0;
    return isPlain && way?.kind === 'string' ? WAY.exec(way.value)?.[1] : undefined;
  }
  if (uri.kind !== 'string') return undefined;
  const { deployment } = item;
  const parameters = memberNode(deployment.template.root, 'parameters');
  if (memberNode(parameters, ARTIFACTS) === undefined) return undefined;
  const base = parameterValue(deployment, ARTIFACTS, uri.origin.range);
  if (base.kind !== 'string') return undefined;
  const folders = [base.value, base.value.slice(0, base.value.lastIndexOf('/') + 1)];
  const folder = folders.find((each) => each.includes('://') && uri.value.startsWith(each));
  return folder === undefined ? undefined : WAY.exec(uri.value.slice(folder.length))?.[1];
}

/** https://github.com/Azure/azure-quickstart-templates/blob/master/1-CONTRIBUTION-GUIDE/best-practices.md */
const ARTIFACTS = '_artifactsLocation';

/** The template at a path below the folder of this template, or of the one that the unit begins with. */
function fileAt({ deployment }: Item, way: string): string | undefined {
  const { path, unit, template } = deployment;
  const from = new Set([template.file.path, path[0] ?? template.file.path].map(folderOf));
  const found = [...from].flatMap((folder) => joinPath(folder, way) ?? []);
  const [only, ...others] = found.filter(
    (file) => !path.includes(file) && unit.templateAt(file) !== undefined,
  );
  return others.length === 0 ? only : undefined;
}
