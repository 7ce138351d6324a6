/** The parameters of functions: what type an argument is converted to, and whether it may be null or unknown. */
import type {
  BoolValue,
  ListValue,
  MapValue,
  NullValue,
  NumberValue,
  StringValue,
  UnknownValue,
  Value,
} from '../../../values/value.ts';
import { ANY, type TypeConstraint } from '../../hcl/type-constraint.ts';

/** A value that is neither unknown nor null; its elements may be. */
export type KnownValue = StringValue | NumberValue | BoolValue | ListValue | MapValue;

/** A parameter whose arguments are `T` after conversion. */
export interface Parameter<T extends Value> {
  readonly name: string;
  readonly type: TypeConstraint;
  /** The function takes null; otherwise null is an error. */
  readonly nulls: boolean;
  /** The function takes an unknown; otherwise an unknown makes the result unknown. */
  readonly unknowns: boolean;
  /** Only a type: what the argument is when the function gets it. */
  readonly argument?: T;
}

/** The types of the arguments of a list of parameters. */
export type Arguments<P extends readonly Parameter<Value>[]> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

function parameter<T extends Value>(name: string, type: TypeConstraint): Parameter<T> {
  return { name, type, nulls: false, unknowns: false };
}

/** A text. */
export function text(name: string): Parameter<StringValue> {
  return parameter(name, { kind: 'string' });
}

/** A number. */
export function number(name: string): Parameter<NumberValue> {
  return parameter(name, { kind: 'number' });
}

/** A value of any type, as it is. */
export function anything(name: string): Parameter<KnownValue> {
  return parameter(name, ANY);
}

/** A list whose elements are converted to a type, `ANY` for the one that they have in common. */
export function listOf(name: string, element: TypeConstraint): Parameter<ListValue> {
  return parameter(name, { kind: 'list', element });
}

/** A set whose elements are converted to the type that they have in common. */
export function setOf(name: string): Parameter<ListValue> {
  return parameter(name, { kind: 'set', element: ANY });
}

/** A map whose elements are converted to a type. */
export function mapOf(name: string, element: TypeConstraint): Parameter<MapValue> {
  return parameter(name, { kind: 'map', element });
}

/** The same parameter, for a function that looks at unknown arguments itself. */
export function orUnknown<T extends Value>(other: Parameter<T>): Parameter<T | UnknownValue> {
  return { name: other.name, type: other.type, nulls: other.nulls, unknowns: true };
}

/** The same parameter, for a function that takes null. */
export function orNull<T extends Value>(other: Parameter<T>): Parameter<T | NullValue> {
  return { name: other.name, type: other.type, nulls: true, unknowns: other.unknowns };
}

/** The type of texts. */
export const STRING: TypeConstraint = { kind: 'string' };
/** The type of bools. */
export const BOOL: TypeConstraint = { kind: 'bool' };
/** The type of lists of texts. */
export const LIST_OF_STRING: TypeConstraint = { kind: 'list', element: STRING };
