/** What the tests of the Terraform reader share: reading a tree of texts, and showing values and places as text. */
import { readTerraform, type TerraformOptions } from '../../src/languages/terraform/read-terraform.ts';
import type { Resource } from '../../src/languages/unit.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { formatPlace, type Range } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { contributingRanges } from '../../src/values/origin.ts';
import type { Reference, Value } from '../../src/values/value.ts';

/** What a tree was read as. */
export interface Reading {
  readonly units: readonly string[];
  readonly resources: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
  /** The only resource with this address, in the unit if one is given. */
  resource(address: string, unit?: string): Resource;
  /** An attribute's value, by names and indexes. */
  value(address: string, ...path: readonly (string | number)[]): Value;
  /** The messages with their places, for tests that expect none or few. */
  readonly problems: readonly string[];
}

/** Reads files as a tree. */
export function read(files: Record<string, string | Uint8Array>, options?: TerraformOptions): Reading {
  const { units, diagnostics } = readTerraform(memoryTree(files), options);
  const resources = units.flatMap((unit) => unit.resources);
  const resource = (address: string, unit?: string): Resource => {
    const found = resources.filter((each) => each.address === address && (unit ?? each.unit) === each.unit);
    const [first] = found;
    if (first === undefined || found.length > 1) {
      throw new Error(
        `${String(found.length)} of ${address}: there are ${resources.map((each) => each.address).join(' ')}`,
      );
    }
    return first;
  };
  return {
    units: units.map(({ id }) => id),
    resources,
    diagnostics,
    resource,
    value: (address, ...path) => path.reduce<Value>(memberOf, resource(address).attributes),
    problems: diagnostics.map(({ code, range }) => `${code} ${formatPlace(range)} ${sourceOf(range)}`),
  };
}

function memberOf(value: Value, key: string | number): Value {
  const member =
    value.kind === 'map'
      ? value.entries.get(String(key))
      : value.kind === 'list'
        ? value.items[Number(key)]
        : undefined;
  if (member === undefined) throw new Error(`no ${String(key)} in ${JSON.stringify(plain(value))}`);
  return member;
}

/** A value as plain data; an unknown as `<code: message>`, one of several as `<a | b>`. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]));
    case 'unknown':
      if (value.candidates !== undefined)
        return `<${value.candidates.map((each) => String(plain(each))).join(' | ')}>`;
      return `<${value.reason.code}: ${value.reason.message}>`;
    default:
      return value.value;
  }
}

/** All attributes of all resources, by address. */
export function plainResources({ resources }: Reading): Record<string, unknown> {
  return Object.fromEntries(resources.map(({ address, attributes }) => [address, plain(attributes)]));
}

/** The places that contributed to a value, each with the text that stands there: literals first. */
export function history(value: Value): readonly string[] {
  return contributingRanges(value.origin).map((range) => `${formatPlace(range)} ${sourceOf(range)}`);
}

/** The text at a place. */
export function sourceOf({ file, start, end }: Range): string {
  return file.text.slice(start, end);
}

/** A reference as text: `unit/address#path`. */
export function referenceText(reference: Reference | undefined): string | undefined {
  return reference && `${reference.unit}/${reference.address}#${reference.path.join('.')}`;
}
