/** Ids of entities: the unit and the address, and for what is declared inside an instance the place in it. */
import { compareRanges } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Draft } from './draft.ts';
import { ENTITY_KINDS } from './kind-words.ts';

/** A draft with its id. */
export interface Identified {
  readonly id: string;
  readonly draft: Draft;
  /** What inventories tell of the same thing. */
  readonly seen?: readonly Draft[] | undefined;
}

/** Orders texts by code units, the same on every machine. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An address with steps into the instance: `azurerm_virtual_network.hub.subnet[0]`. */
export function formatAddressPath(address: string, path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return /^[A-Za-z_][\w-]*$/.test(step) ? `${text}.${step}` : `${text}[${JSON.stringify(step)}]`;
  }, address);
}

/**
 * Gives every draft an id of its own, whatever the order of the drafts. Of several that one place declares the first
 * kind (in the order of `ENTITY_KINDS`) keeps the plain id and the others say what they are.
 */
export function withIds(drafts: readonly Draft[]): Identified[] {
  const used = new Map<string, number>();
  return drafts
    .map((draft) => ({ draft, plain: plainId(draft) }))
    .sort((a, b) => compareTexts(a.plain, b.plain) || compareDrafts(a.draft, b.draft))
    .map(({ draft, plain }) => ({ id: unusedId(plain, draft.kind, used), draft }));
}

/** What runs is the same whichever file shows it: exports are dated, and moved about. */
const INVENTORY = 'inventory';

function plainId({ unit, address, path, observed }: Draft): string {
  const place = formatAddressPath(address, path);
  if (observed === true) return `${INVENTORY}:${place}`;
  return unit === '.' ? place : `${unit}:${place}`;
}

/** `used` holds every id that is given away, with how many ids were made out of it. */
function unusedId(plain: string, kind: string, used: Map<string, number>): string {
  const withKind = `${plain}#${kind}`;
  let id = used.has(plain) ? withKind : plain;
  for (let count = used.get(withKind) ?? 1; used.has(id);) {
    count++;
    id = `${withKind}-${count}`;
    used.set(withKind, count);
  }
  used.set(id, 1);
  return id;
}

function compareDrafts(a: Draft, b: Draft): number {
  return (
    ENTITY_KINDS.indexOf(a.kind) - ENTITY_KINDS.indexOf(b.kind) ||
    compareRanges(a.range, b.range) ||
    compareTexts(a.name, b.name) ||
    compareTexts(contentOf(a), contentOf(b))
  );
}

/** All that a draft says, as text, without the histories of its values. */
function contentOf(draft: Draft): string {
  return JSON.stringify(draft, (key, value: unknown) => {
    if (key === 'from' && Array.isArray(value)) return undefined;
    if (value instanceof SourceFile) return value.path;
    return typeof value === 'bigint' ? String(value) : value;
  });
}
