/** Where in a Bicep declaration the literals of its compiled form were typed. */
import type { Span } from '../../../text/source-file.ts';
import type { BicepDeclaration, BicepProperty, Literal } from './declaration.ts';
import type { JsonEntry } from './json-literals.ts';

/** The place in Bicep, or that the Bicep file says something else there than the template. */
export type FoundPlace = { readonly span: Span; readonly isExact: boolean } | 'different' | undefined;

/** Answers where what stands at an entry of the compiled declaration was typed in the Bicep declaration. */
export type EntryPlaces = (entry: JsonEntry) => FoundPlace;

type ByGroup<T> = ReadonlyMap<string, readonly T[]>;

/**
 * Compares a declaration with its compiled form. A literal is the one with the same text at the same path, else (when
 * the text occurs equally often on both sides) the one of the same count, else the one behind the same property name.
 * What is no literal has the place of its property.
 */
export function entryPlaces(bicep: BicepDeclaration, entries: readonly JsonEntry[]): EntryPlaces {
  const literals = entries.filter(({ key }) => key !== undefined);
  const groupings = [exactly, byText, byProperty].map((groupOf) => ({
    groupOf,
    ours: groupInto(bicep.literals, groupOf),
    positions: positionsIn(literals, groupOf),
  }));
  const found = (entry: JsonEntry): Literal | undefined => {
    for (const { groupOf, ours, positions } of groupings) {
      const group = groupOf(entry);
      const here = group === undefined ? undefined : ours.get(group);
      const { position, count } = positions.get(entry) ?? { position: 0, count: 0 };
      if (here?.length === count) return here[position];
      // A text that stands once at this very path is meant, however often the compiler repeats it.
      if (here?.length === 1 && groupOf === exactly) return here[0];
    }
    return undefined;
  };
  return (entry) => {
    const literal = entry.key === undefined ? undefined : found(entry);
    if (literal !== undefined) return { span: literal, isExact: true };
    const property = bicep.properties.get(entry.path);
    if (property === undefined) return nearestProperty(bicep, entry.path);
    if (entry.key !== undefined && property.literal !== undefined && property.literal !== entry.key) {
      return 'different';
    }
    return { span: property, isExact: false };
  };
}

/** The property around what has none of its own; undefined when there is none. */
function nearestProperty({ properties }: BicepDeclaration, path: string): FoundPlace {
  let around = path;
  while (around.includes('/')) {
    around = around.slice(0, around.lastIndexOf('/'));
    const property: BicepProperty | undefined = properties.get(around);
    if (property !== undefined) return { span: property, isExact: false };
  }
  return undefined;
}

interface Groupable {
  readonly path: string;
  readonly key?: string | undefined;
}

function exactly({ path, key }: Groupable): string | undefined {
  return `${path}\0${key ?? ''}`;
}

/** What is said beside the value (types, descriptions) is compared by itself. */
function byText({ path, key }: Groupable): string | undefined {
  return `${path === '#' ? '#' : ''}\0${key ?? ''}`;
}

function byProperty({ path, key }: Groupable): string | undefined {
  const name = path.split('/').findLast((step) => step !== '*' && !/^\d+$/.test(step));
  return name === undefined || name === '' ? undefined : `${name}\0${key ?? ''}`;
}

function groupInto<T extends Groupable>(
  items: readonly T[],
  groupOf: (item: Groupable) => string | undefined,
): ByGroup<T> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groupOf(item);
    if (group === undefined) continue;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [item]);
    else known.push(item);
  }
  return groups;
}

/** Of every literal, which one of its group it is, and how many there are. */
function positionsIn(
  literals: readonly JsonEntry[],
  groupOf: (item: Groupable) => string | undefined,
): ReadonlyMap<JsonEntry, { readonly position: number; readonly count: number }> {
  const positions = new Map<JsonEntry, { position: number; count: number }>();
  for (const group of groupInto(literals, groupOf).values()) {
    for (const [position, entry] of group.entries()) positions.set(entry, { position, count: group.length });
  }
  return positions;
}
