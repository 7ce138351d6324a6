/** Binds Terraform written in a test, and tells facts in short texts. */
import { bindResources, type BoundResources } from '../../src/bindings/bind-resources.ts';
import { formatAddress, type Address } from '../../src/ip/address.ts';
import { formatPrefix, type Prefix } from '../../src/ip/prefix.ts';
import { readTerraform } from '../../src/languages/terraform/read-terraform.ts';
import type { Alias, BindingFact, Draft, Gap, Target } from '../../src/model/draft.ts';
import { formatAddressPath } from '../../src/model/entity-id.ts';
import type { FactList } from '../../src/model/entities.ts';
import { formatPlace, type Range } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import type { Fact, KnownFact, UnknownFact } from '../../src/values/fact.ts';

/** What binding makes of these files, or of one `main.tf`. */
export function bindFiles(files: string | Readonly<Record<string, string>>): BoundResources {
  const read = readTerraform(memoryTree(typeof files === 'string' ? { 'main.tf': files } : files));
  const broken = read.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (broken.length > 0)
    throw new Error(broken.map((one) => `${formatPlace(one.range)}: ${one.message}`).join('\n'));
  return bindResources(read.units.flatMap((unit) => unit.resources));
}

export type DraftOf<K extends Draft['kind']> = Extract<Draft, { readonly kind: K }>;

/** The drafts of a kind. */
export function draftsOf<K extends Draft['kind']>(kind: K, { facts }: BoundResources): DraftOf<K>[] {
  return facts.filter((fact): fact is DraftOf<K> => fact.kind === kind);
}

/** The only draft of a kind. */
export function onlyDraft<K extends Draft['kind']>(kind: K, bound: BoundResources): DraftOf<K> {
  const [draft, ...others] = draftsOf(kind, bound);
  if (draft === undefined || others.length > 0)
    throw new Error(`there are ${others.length + 1} of ${kind}, or none`);
  return draft;
}

/** The aliases among the facts. */
export function aliasesOf({ facts }: BoundResources): Alias[] {
  return facts.filter((fact): fact is Extract<BindingFact, { kind: 'alias' }> => fact.kind === 'alias');
}

/** The gaps among the facts: address, attribute, code. */
export function gapsOf({ facts }: BoundResources): string[] {
  return facts
    .filter((fact): fact is Gap => fact.kind === 'gap')
    .map((gap) => `${gap.address} ${gap.attribute}: ${gap.reason.code}`);
}

/**
 * A fact in short: the value, `default <value>` for a vendor's or module's default, `? <code>` for an unknown, `-` for
 * an absent one.
 */
export function short<T>(fact: Fact<T>): string {
  if (fact.state === 'absent') return '-';
  if (fact.state === 'unknown') return `? ${fact.reason.code}`;
  return `${fact.origin.kind === 'default' ? 'default ' : ''}${shortValue(fact.value)}`;
}

function shortValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('length' in value) return formatPrefix(value as Prefix);
  if ('family' in value) return formatAddress(value as Address);
  if ('unit' in value && 'value' in value) return `${String(value.value)} ${String(value.unit)}`;
  return JSON.stringify(value);
}

/** The elements of a list in short, the unresolved ones last. */
export function shortList<T>(list: FactList<T>): string[] {
  return [...list.items, ...list.unresolved].map((fact: KnownFact<T> | UnknownFact) => short<T>(fact));
}

/**
 * A target in short: `@address` for the instance it was read from, then its name with its scope; `? <code>` for an
 * unknown one, `-` for an absent one.
 */
export function shortTarget(target: Target): string {
  if (target.state === 'absent') return '-';
  const { reference } = target;
  const at = reference === undefined ? '' : `@${formatAddressPath(reference.address, reference.path)}`;
  if (target.state === 'unknown') return `? ${target.reason.code}${at === '' ? '' : ` ${at}`}`;
  const scope = target.key?.scope.map((part) => part ?? '*').join('/');
  const name = target.key === undefined ? '' : `${scope}:${target.key.names.join('/')}`;
  return [at, name].filter((text) => text !== '').join(' ') || `"${target.text}"`;
}

/** `path:line:column` of a place. */
export function place(range: Range): string {
  return formatPlace(range);
}

/** The diagnostics in short: place, severity, code, message. */
export function problemsOf({ diagnostics }: BoundResources): string[] {
  return diagnostics.map(
    ({ range, severity, code, message }) => `${formatPlace(range)} ${severity} ${code}: ${message}`,
  );
}
