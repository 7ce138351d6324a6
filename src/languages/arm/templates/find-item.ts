/** The resource that a text in an expression names: by symbolic name, by id, or by its own name. */
import { stringValue, type Value } from '../../../values/value.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import type { Deployment, Item } from './deployment.ts';
import { targetParts } from './ids.ts';
import { itemId, itemName, itemsOf } from './items.ts';
import { comparableText, textParts } from './text-parts.ts';

const symbolTables = new WeakMap<Deployment, ReadonlyMap<string, readonly Item[]>>();

/** The items of a symbolic name, all turns of its loop; `hub[1]` is one turn. */
export function itemsOfSymbol(deployment: Deployment, written: string): readonly Item[] {
  const items = itemsOf(deployment);
  let table = symbolTables.get(deployment);
  if (table === undefined) {
    const found = new Map<string, Item[]>();
    const add = (name: string, item: Item): void => {
      const known = found.get(name.toLowerCase());
      if (known === undefined) found.set(name.toLowerCase(), [item]);
      else known.push(item);
    };
    for (const item of items) {
      if (item.symbol === undefined) continue;
      add(item.symbol, item);
      if (typeof item.index === 'number') add(`${item.symbol}[${item.index}]`, item);
    }
    if (deployment.state.items !== undefined) symbolTables.set(deployment, found);
    table = found;
  }
  return table.get(written.toLowerCase()) ?? [];
}

/** The one item that a text means. Undefined when none of the deployment does, or that cannot be told. */
export function findItem(deployment: Deployment, named: Value): Item | undefined {
  const [first] = textParts(named);
  if (first?.kind !== 'string') return undefined;
  if (named.kind === 'string' && !named.value.includes('/')) {
    const [item, second] = itemsOfSymbol(deployment, named.value);
    return second === undefined ? (item ?? itemOfName(deployment, named.value)) : undefined;
  }
  return first.value.startsWith('/')
    ? itemOfId(deployment, named)
    : itemOfId(deployment, relativeId(deployment, named));
}

/** `Microsoft.Network/virtualNetworks/hub` is taken from the group that is deployed to. */
function relativeId(deployment: Deployment, named: Value): Value {
  const { origin } = named;
  return joinTexts([...targetParts(deployment.target), stringValue('/providers/', origin), named], origin);
}

function itemOfId(deployment: Deployment, id: Value): Item | undefined {
  const wanted = comparableText(id);
  const step =
    wanted === undefined ? undefined : /([^/\0]+)\/[^/]*$/.exec(wanted.replace(/\0[^\0]*\0/g, '?'))?.[1];
  if (wanted === undefined || step === undefined) return undefined;
  const { byId } = deployment.state;
  let table = byId.get(step);
  if (table === undefined) {
    const found = new Map<string, Item>();
    byId.set(step, found);
    for (const item of itemsOf(deployment)) {
      if (!item.type.toLowerCase().endsWith(`/${step}`)) continue;
      const text = comparableText(itemId(item));
      // Of an existing resource and a deployed one with the same id the deployed one tells more.
      if (text !== undefined && (found.get(text)?.isExisting ?? true)) found.set(text, item);
    }
    table = found;
  }
  return table.get(wanted);
}

/** Templates without symbolic names can name a resource by its plain name. */
function itemOfName(deployment: Deployment, name: string): Item | undefined {
  const lower = name.toLowerCase();
  const found = itemsOf(deployment).filter((item) => {
    if (item.symbol !== undefined) return false;
    const own = itemName(item);
    return own.kind === 'string' && own.value.toLowerCase() === lower;
  });
  return found.length === 1 ? found[0] : undefined;
}
