/** Readers of address ranges and addresses. What does not parse is reported at the place where it was typed. */
import { bitsOf, parseAddress, type Address } from '../ip/address.ts';
import { formatPrefix, parsePrefix, prefixOf, type Prefix } from '../ip/prefix.ts';
import type { FactList } from '../model/entities.ts';
import type { Range } from '../text/range.ts';
import type { Fact, KnownFact, UnknownFact } from '../values/fact.ts';
import { editingRange } from '../values/origin.ts';
import type { StringValue, Value } from '../values/value.ts';
import type { BindingContext } from './binding.ts';
import { EMPTY_LIST, factList, knownFact, misfit, unknownFact } from './read-facts.ts';

/** Longer texts are cut where a message shows them. */
const MAX_SHOWN = 60;

/** The ranges of a list; an absent list is empty, and so is the empty text, as providers take it. */
export function prefixList(context: BindingContext, value: Value | undefined): FactList<Prefix> {
  if (value !== undefined && isEmpty(value)) return EMPTY_LIST;
  return factList(value, (item) => readPrefix(context, item));
}

/** The range that the first stated value writes: a single text or a list, as providers have both spellings. */
export function firstPrefixList(
  context: BindingContext,
  ...values: readonly (Value | undefined)[]
): FactList<Prefix> {
  const stated = values.find((value) => value !== undefined && !isEmpty(value));
  return stated === undefined ? EMPTY_LIST : prefixList(context, stated);
}

/** True for what providers take as not written: the empty text, the empty list. */
export function isEmpty(value: Value): boolean {
  if (value.kind === 'string') return value.value === '';
  return value.kind === 'null' || (value.kind === 'list' && value.items.length === 0);
}

/** The addresses of a list; an absent list is empty. */
export function addressList(context: BindingContext, value: Value | undefined): FactList<Address> {
  return factList(value, (item) => readAddress(context, item));
}

/** A single address. `absentAt` is what lacks it. */
export function addressFact(
  context: BindingContext,
  value: Value | undefined,
  absentAt: Range,
): Fact<Address> {
  if (value === undefined || isEmpty(value)) return { state: 'absent', range: absentAt };
  return value.kind === 'unknown' ? unknownFact(value) : readAddress(context, value);
}

/** A range, or an address that stands for the range of itself alone. */
export function rangeOrAddress(context: BindingContext, value: Value): KnownFact<Prefix> | UnknownFact {
  const address = value.kind === 'string' ? parseAddress(value.value) : undefined;
  if (address === undefined) return readPrefix(context, value);
  return knownFact(prefixOf(address.family, address.value, bitsOf(address.family)), value);
}

function readPrefix(context: BindingContext, value: Value): KnownFact<Prefix> | UnknownFact {
  if (value.kind !== 'string') return misfit(context, value, 'an address range in CIDR notation');
  const parsed = parsePrefix(value.value);
  if ('problem' in parsed) {
    const phrase = `${shown(value, 'this text')} is not an address range${value.sensitive ? '' : `: ${parsed.problem}`}`;
    return invalid(context, value, 'invalid-cidr', phrase);
  }
  if (parsed.hostBits) {
    const masked = value.sensitive ? 'it without them' : formatPrefix(parsed.prefix);
    context.report({
      severity: 'warning',
      code: 'cidr-host-bits',
      message: `${shown(value, 'This range')} has address bits beyond its prefix length and is read as ${masked}.`,
      range: editingRange(value.origin),
      ...hidden(value),
    });
  }
  return knownFact(parsed.prefix, value);
}

function readAddress(context: BindingContext, value: Value): KnownFact<Address> | UnknownFact {
  if (value.kind !== 'string') return misfit(context, value, 'an IP address');
  const address = parseAddress(value.value);
  if (address !== undefined) return knownFact(address, value);
  return invalid(context, value, 'invalid-address', `${shown(value, 'this text')} is not an IP address`);
}

function invalid(context: BindingContext, value: Value, code: string, phrase: string): UnknownFact {
  const range = editingRange(value.origin);
  const message = `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
  context.report({ severity: 'error', code, message, range, ...hidden(value) });
  return { state: 'unknown', reason: { code: 'failed', message: phrase, range }, origin: value.origin };
}

function hidden(value: Value): { readonly sensitive?: true } {
  return value.sensitive === true ? { sensitive: true } : {};
}

/** The text as a message may show it; `instead` stands for what must not be shown. */
function shown(value: StringValue, instead: string): string {
  if (value.sensitive === true) return instead;
  const text = value.value.length > MAX_SHOWN ? `${value.value.slice(0, MAX_SHOWN)}…` : value.value;
  return `"${text}"`;
}
