/** The addresses of resources: by symbolic names, else by type and name; they survive another order in the file. */
import type { Reference, Value } from '../../../values/value.ts';
import type { Deployment, Item } from './deployment.ts';
import { itemName, itemsOf } from './items.ts';
import { textParts } from './text-parts.ts';

/** Longer names are cut. */
const MAX_LENGTH = 120;

/** The address of an item, unique in the unit. */
export function addressOf(item: Item): string {
  const { deployment } = item;
  return `${deployment.prefix}${addressesIn(deployment)?.get(item) ?? fallback(item)}`;
}

/** While the names are being evaluated, nothing but the position tells items apart. */
function fallback({ symbol, index, position }: Item): string {
  return symbol === undefined ? `resources[${position}]` : withIndex(symbol, index);
}

function addressesIn(deployment: Deployment): ReadonlyMap<Item, string> | undefined {
  const { state } = deployment;
  if (state.addresses !== undefined || state.isNaming) return state.addresses;
  const items = itemsOf(deployment);
  if (state.items === undefined) return undefined;
  state.isNaming = true;
  const taken = new Map<string, number>();
  const addresses = new Map<Item, string>();
  for (const item of items) {
    const wanted = wantedAddress(item);
    const count = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, count);
    addresses.set(item, count === 1 ? wanted : `${wanted}#${count}`);
  }
  state.isNaming = false;
  state.addresses = addresses;
  return addresses;
}

function wantedAddress(item: Item): string {
  const { symbol, index, type } = item;
  if (symbol !== undefined) return withIndex(symbol, index);
  const name = shownName(itemName(item));
  return `${type.slice(type.lastIndexOf('/') + 1)}/${name}${index === '*' ? '[*]' : ''}`;
}

function withIndex(symbol: string, index: Item['index']): string {
  return index === undefined ? symbol : `${symbol}[${index}]`;
}

/** A name as people recognise it: what is unknown stands in braces. */
export function shownName(name: Value): string {
  let text = '';
  for (const part of textParts(name)) {
    if (part.kind === 'string') text += part.value;
    else text += `{${part.reference === undefined ? '?' : shownReference(part.reference)}}`;
    if (text.length > MAX_LENGTH) return `${text.slice(0, MAX_LENGTH)}…`;
  }
  return text;
}

/** Parameters stand for themselves; of functions the arguments would tell nobody anything. */
function shownReference({ unit, address, path }: Reference): string {
  const parameter = /parameters\('([^']*)'\)$/.exec(address)?.[1];
  if (parameter !== undefined) return [parameter, ...path].join('.');
  const name = unit === '' ? (address.split('(')[0] ?? '') : address;
  return [name, ...path].join('.');
}
