/**
 * The values that evaluation yields, the same for every language: known values, lists and maps that may hold unknown
 * elements, and unknowns that say why and what they stand for. All are immutable.
 */
import type { Range } from '../text/range.ts';
import type { Origin } from './origin.ts';

/**
 * What a value stands for: an attribute of one declared instance. `azurerm_virtual_network.hub.id` is
 * `{ unit, address: 'azurerm_virtual_network.hub', path: ['id'] }`.
 */
export interface Reference {
  /** The id of the unit in which the instance is declared. */
  readonly unit: string;
  /** The instance's address in that unit, instance keys and module steps included. */
  readonly address: string;
  /** The steps from the instance to the value; empty for the instance itself. */
  readonly path: readonly (string | number)[];
}

/** Why a value cannot be known before deployment. The codes are permanent; the JSON formats show them. */
export type UnknownCode =
  /** an input variable or parameter has neither a value nor a default */
  | 'missing-input'
  /** the cloud decides it when the resource is created */
  | 'computed'
  /** it is read from outside by a data source */
  | 'data-source'
  /** it is another deployment's output, which is not in what was read */
  | 'remote-state'
  /** the module's code is not in what was read */
  | 'module-not-read'
  /** the file that it is read from is not in what was read */
  | 'file-not-read'
  /** it differs at every run: the clock, randomness */
  | 'not-deterministic'
  /** the code is wrong: a diagnostic says how */
  | 'failed'
  /** it depends on itself */
  | 'cycle'
  /** a bound of the evaluation was reached */
  | 'limit'
  /** cidrlint does not evaluate this construct */
  | 'unsupported'
  /** it depends on the workspace, account or machine that deploys */
  | 'environment'
  /** it is known, and marked as a secret: it must not be shown */
  | 'sensitive'
  /** it is declared somewhere that is not in what was read */
  | 'outside'
  /** several things fit, and it cannot be told which of them is meant */
  | 'ambiguous';

/** Why a value is unknown. */
export interface UnknownReason {
  readonly code: UnknownCode;
  /** A sentence that names what is missing, such as `the variable "hub_cidr" has no value`. No capital, no full stop. */
  readonly message: string;
  /** Where what is missing is declared or used. */
  readonly range?: Range | undefined;
}

interface ValueBase {
  readonly origin: Origin;
  /** Set when the value was read from an attribute of an instance, even where the value itself is known. */
  readonly reference?: Reference | undefined;
  /** Set when the input is marked sensitive: may be judged, never shown. */
  readonly sensitive?: true | undefined;
}

export interface StringValue extends ValueBase {
  readonly kind: 'string';
  readonly value: string;
}

/** A number. `bigint` only for whole numbers beyond ±(2^53 − 1), so that equal numbers have one form. */
export interface NumberValue extends ValueBase {
  readonly kind: 'number';
  readonly value: number | bigint;
}

export interface BoolValue extends ValueBase {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NullValue extends ValueBase {
  readonly kind: 'null';
}

/** A sequence of known length, whose elements may be unknown. Sets are kept sorted and without duplicates. */
export interface ListValue extends ValueBase {
  readonly kind: 'list';
  readonly type: 'list' | 'tuple' | 'set';
  readonly items: readonly Value[];
}

/** Named values. Iteration order is the order of `entries`; whoever iterates as Terraform does sorts the keys. */
export interface MapValue extends ValueBase {
  readonly kind: 'map';
  readonly type: 'map' | 'object';
  readonly entries: ReadonlyMap<string, Value>;
  /** Where each key was typed, as far as it is known. */
  readonly keyOrigins?: ReadonlyMap<string, Origin> | undefined;
  /**
   * Set on an instance and on its nested blocks: an attribute that is not among `entries` is not absent but unknown
   * until deployment, and stands for this reference plus its name.
   */
  readonly open?: { readonly reference: Reference; readonly reason: UnknownReason } | undefined;
  /** Set on a nested block of which it is unknown how often it exists: this one stands for none, one or many. */
  readonly possible?: UnknownReason | undefined;
}

/** A value that cannot be known before deployment. */
export interface UnknownValue extends ValueBase {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
  /** The parts of a template or joined text of which some are unknown, in order: the known ones still tell a lot. */
  readonly parts?: readonly Value[] | undefined;
  /** The values it can have, when the code leaves only these: the branches of a condition. */
  readonly candidates?: readonly Value[] | undefined;
  /** The length of the prefix that it will be, when the code fixes it. */
  readonly prefixLength?: number | undefined;
  /**
   * The elements of the map that it will be, when only keys of it are not known. No two keys are equal; their order is
   * not known.
   */
  readonly pairs?: readonly { readonly key: Value; readonly value: Value }[] | undefined;
}

/** Any value. `kind` tells which. */
export type Value = StringValue | NumberValue | BoolValue | NullValue | ListValue | MapValue | UnknownValue;

export function stringValue(value: string, origin: Origin): StringValue {
  return { kind: 'string', value, origin };
}

/** A number value; a `bigint` inside the safe range becomes a `number`. */
export function numberValue(value: number | bigint, origin: Origin): NumberValue {
  if (typeof value === 'bigint' && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) {
    return { kind: 'number', value: Number(value), origin };
  }
  return { kind: 'number', value, origin };
}

export function boolValue(value: boolean, origin: Origin): BoolValue {
  return { kind: 'bool', value, origin };
}

export function nullValue(origin: Origin): NullValue {
  return { kind: 'null', origin };
}

export function listValue(
  items: readonly Value[],
  origin: Origin,
  type: ListValue['type'] = 'tuple',
): ListValue {
  return { kind: 'list', type, items, origin };
}

export function mapValue(
  entries: ReadonlyMap<string, Value>,
  origin: Origin,
  type: MapValue['type'] = 'object',
): MapValue {
  return { kind: 'map', type, entries, origin };
}

export function unknownValue(reason: UnknownReason, origin: Origin, reference?: Reference): UnknownValue {
  return { kind: 'unknown', reason, origin, reference };
}

/** The same value, read through a name at `range`: its origin grows by that place. */
export function readThrough(value: Value, range: Range): Value {
  return { ...value, origin: { range, kind: 'reference', from: [value.origin] } };
}

/** True when the value and everything in it is known. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return false;
    case 'list':
      return value.items.every(isWhollyKnown);
    case 'map':
      return value.open === undefined && [...value.entries.values()].every(isWhollyKnown);
    default:
      return true;
  }
}
