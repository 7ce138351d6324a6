/** Reads files of all languages written in a test, and tells in short what they say once they are respelled. */
import { bindResources, type BoundResources } from '../../src/bindings/bind-resources.ts';
import { respellResources } from '../../src/bindings/respell/respell-resources.ts';
import { readUnits } from '../../src/languages/read-units.ts';
import type { ReadResult, Resource } from '../../src/languages/unit.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { formatPlace } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { contributingRanges } from '../../src/values/origin.ts';
import type { Value } from '../../src/values/value.ts';
import { draftsOf, shortList, shortTarget } from '../bindings/bind-files.ts';

/** What the readers make of these files. */
export function readFiles(
  files: Readonly<Record<string, string>>,
  within: readonly string[] = [],
): ReadResult {
  return readUnits(memoryTree(files), {}, { within, scopeOf: () => undefined });
}

/** The resources of files by address, as the bindings get them. */
export function respelled(files: Readonly<Record<string, string>>): {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const read = readFiles(files).units.flatMap((unit) => unit.resources);
  const resources = respellResources(read, (diagnostic) => diagnostics.push(diagnostic));
  return { resources: new Map(resources.map((one) => [one.address, one])), diagnostics };
}

/** What binding makes of these files. */
export function bindAll(files: Readonly<Record<string, string>>): BoundResources {
  return bindResources(readFiles(files).units.flatMap((unit) => unit.resources));
}

/** Networks, subnets and peerings in one line each. */
export function networksIn(bound: BoundResources): string[] {
  return [
    ...draftsOf('network', bound).map((one) => `network ${one.name} ${String(shortList(one.addressSpace))}`),
    ...draftsOf('subnet', bound).map(
      (one) => `subnet ${one.name} ${String(shortList(one.prefixes))} in ${where(one.network)}`,
    ),
    ...draftsOf('peering', bound).map((one) => `peering ${where(one.from)} to ${where(one.to)}`),
  ];
}

/** What a target leads to: the address of the instance, else what is known of it. */
export function where(target: Parameters<typeof shortTarget>[0]): string {
  if (target.state === 'target' && target.reference !== undefined) {
    return [target.reference.address, ...target.reference.path].join(' ');
  }
  return target.state === 'unknown' ? `? ${target.reason.code}` : shortTarget(target);
}

/** A value in short: text, `?` with the code of an unknown, and what it stands for. */
export function word(value: Value | undefined): string {
  if (value === undefined) return '-';
  const meant =
    value.reference === undefined ? '' : ` @${[value.reference.address, ...value.reference.path].join(' ')}`;
  switch (value.kind) {
    case 'unknown':
      return `?${value.reason.code}${meant}`;
    case 'list':
      return `[${value.items.map(word).join(', ')}]`;
    case 'map':
      return `{${[...value.entries].map(([key, inner]) => `${key}: ${word(inner)}`).join(', ')}}`;
    case 'null':
      return 'null';
    default:
      return `${String(value.value)}${meant}`;
  }
}

/** The texts of the places that contributed to a value, the literals first. */
export function placesOf(value: Value | undefined): string[] {
  return value === undefined
    ? []
    : contributingRanges(value.origin).map(
        (range) => `${formatPlace(range)} ${range.file.text.slice(range.start, range.end)}`,
      );
}
