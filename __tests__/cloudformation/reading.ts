/** Helpers of the CloudFormation tests: trees in memory, and values in a short form. */
import { cloudFormationLanguage } from '../../src/languages/cloudformation/read-cloudformation.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import type { DeploymentScope, ReadResult, Resource } from '../../src/languages/unit.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { contributingRanges } from '../../src/values/origin.ts';
import type { Value } from '../../src/values/value.ts';

export interface Asked {
  readonly within?: readonly string[];
  readonly scope?: DeploymentScope;
}

/** What the files of a tree say. */
export function read(
  files: Readonly<Record<string, string>>,
  { within = [], scope }: Asked = {},
): ReadResult {
  const tree = memoryTree(files);
  const documents = findDocuments(tree, [cloudFormationLanguage]).get(cloudFormationLanguage) ?? [];
  return cloudFormationLanguage.read(tree, documents, { within, scopeOf: () => scope });
}

/** The resource at an address; of several units the one that is named. */
export function resource({ units }: ReadResult, address: string, unit?: string): Resource {
  const found = units
    .filter(({ id }) => unit === undefined || id === unit)
    .flatMap(({ resources }) => resources)
    .find((each) => each.address === address);
  if (found === undefined) throw new Error(`no ${address}`);
  return found;
}

/** A property of a resource. */
export function property(
  result: ReadResult,
  address: string,
  name: string,
  unit?: string,
): Value | undefined {
  return resource(result, address, unit).attributes.entries.get(name);
}

/** Known values as they are; unknown ones as `?code`, `?code Address.path`, or their parts between `{` and `}`. */
export function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'string':
    case 'number':
    case 'bool':
      return value.value;
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]));
    case 'unknown': {
      if (value.candidates !== undefined) return { oneOf: value.candidates.map(plain) };
      if (value.parts !== undefined) return value.parts.map((part) => `{${String(plain(part))}}`).join('');
      const { reference, prefixLength } = value;
      const meant = reference === undefined ? '' : ` ${[reference.address, ...reference.path].join('.')}`;
      return `?${value.reason.code}${meant}${prefixLength === undefined ? '' : ` /${String(prefixLength)}`}`;
    }
  }
}

/** The texts of the places that a value came from, as `file: text`. */
export function history(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  return contributingRanges(value.origin).map(
    ({ file, start, end }) => `${file.path}: ${file.text.slice(start, end)}`,
  );
}
