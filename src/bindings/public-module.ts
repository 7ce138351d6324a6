/**
 * Public modules whose code was not read, told as the resources that a call of them deploys: these stand behind the
 * call, in the spelling of the provider, and its bindings do the rest. The call itself stays, for its outputs.
 */
import type { Resource } from '../languages/unit.ts';
import { formatAddressPath } from '../model/entity-id.ts';
import type { Range } from '../text/range.ts';
import { editingRange, literalOrigin, type Origin } from '../values/origin.ts';
import {
  boolValue,
  listValue,
  mapValue,
  unknownValue,
  type MapValue,
  type UnknownReason,
  type Value,
} from '../values/value.ts';
import type { Binding, BindingContext, BindingOutput } from './binding.ts';
import { gapOf } from './gap.ts';
import { attribute, memberOf } from './read-attributes.ts';
import { reasonOf } from './read-facts.ts';
import type { RespellContext, Respelling } from './respell/respelling.ts';

/** Steps from a call to one thing that it deploys. */
export type PartPath = readonly (string | number)[];

/** Whether something is there: yes, no, or why that is not known. */
export type Switch = boolean | UnknownReason;

/** One resource that a call deploys. */
export interface ModulePart {
  /** Tells it from the others of the call; outputs that mean it lead to this path. */
  readonly path: PartPath;
  /** Whose spelling it has: that of a provider, unless it is the one of Azure's API. */
  readonly dialect?: 'arm' | undefined;
  readonly type: string;
  readonly attributes: Readonly<Record<string, Value | undefined>>;
  /** The argument, or the element of one, that it stands for; without it, the call. */
  readonly at?: Value | undefined;
  /** Without it, it is there. */
  readonly exists?: Switch | undefined;
}

/** A public module. */
export interface PublicModule {
  /** The sources, normalised: see `normalModuleSource`. */
  readonly sources: readonly string[];
  /** The arguments that hold a map or a list of things to deploy: what is unknown in them is told as a gap. */
  readonly collections: readonly string[];
  parts(call: Resource, context: RespellContext): readonly ModulePart[];
  /** The path of the part that an output means, given the steps behind `module.name`. */
  outputs(call: Resource, steps: PartPath): PartPath | undefined;
  /** What is to be said of the call beside its parts. */
  more?(call: Resource, context: BindingContext): readonly BindingOutput[];
}

/** The way from a call to its parts. */
export function moduleRespelling(module: PublicModule): Respelling {
  return {
    dialect: 'terraform',
    types: module.sources,
    respell: (call, context) => [
      call,
      ...module.parts(call, context).flatMap((part) => partResource(call, part)),
    ],
  };
}

/** What is left of the call: its outputs, and the arguments of which not all is known. */
export function moduleBinding(module: PublicModule): Binding {
  return {
    dialect: 'terraform',
    mode: 'module',
    types: module.sources,
    bind: (call, context) => [
      ...module.collections.flatMap((argument) => unknownElements(call, argument)),
      ...(module.more?.(call, context) ?? []),
    ],
    outputs: (call, steps) => module.outputs(call, steps),
  };
}

function partResource(call: Resource, part: ModulePart): Resource[] {
  const { path, dialect = 'terraform', type, attributes, at, exists = true } = part;
  if (exists === false) return [];
  const address = partAddress(call, path);
  const range = at === undefined ? call.range : editingRange(at.origin);
  const reason: UnknownReason = { code: 'computed', message: `${address} is not deployed yet`, range };
  const open = { reference: { unit: call.unit, address, path: [] }, reason };
  return [
    {
      ...call,
      dialect,
      mode: 'managed',
      type,
      address,
      range,
      attributes: { ...objectOf(attributes, literalOrigin(range)), open },
      possible: call.possible ?? (exists === true ? undefined : exists),
    },
  ];
}

function partAddress(call: Resource, path: PartPath): string {
  return formatAddressPath(call.address, path);
}

/** Gaps for what is not known of an argument, of the call or of something in it, that holds things to deploy. */
export function unknownElements(
  call: Resource,
  argument: string,
  map: MapValue = call.attributes,
): BindingOutput[] {
  const all = attribute(map, argument);
  if (all?.kind === 'unknown') return [gapOf(call, argument, reasonOf(all), all.origin.range)];
  return membersOf(all).flatMap(([, value]) => {
    if (value.kind === 'map') return [];
    const wrong: UnknownReason = { code: 'failed', message: `an object is needed in ${argument}` };
    return [gapOf(call, argument, value.kind === 'unknown' ? reasonOf(value) : wrong, value.origin.range)];
  });
}

/** One element of an argument. */
export interface Element {
  /** Its key, or its place in a list. */
  readonly key: string | number;
  readonly map: MapValue;
}

/** The objects of a map or a list that are known. */
export function elementsOf(map: MapValue, argument: string): Element[] {
  return membersOf(attribute(map, argument)).flatMap(([key, value]) =>
    value.kind === 'map' ? [{ key, map: value }] : [],
  );
}

function membersOf(all: Value | undefined): [key: string | number, value: Value][] {
  if (all?.kind === 'list') return all.items.map((item, index) => [index, memberOf(all, item)]);
  if (all?.kind !== 'map') return [];
  return [...all.entries.keys()].flatMap((key) => {
    const value = attribute(all, key);
    return value === undefined ? [] : [[key, value]];
  });
}

/** Whether an argument switches something on, also when it is written as a text. */
export function switchOf(value: Value | undefined, fallback: boolean): Switch {
  if (value === undefined) return fallback;
  if (value.kind === 'unknown') return reasonOf(value);
  if (value.kind === 'bool') return value.value;
  if (value.kind === 'string' && /^(true|false)$/i.test(value.value))
    return value.value.toLowerCase() === 'true';
  return { code: 'failed', message: 'true or false is needed here', range: value.origin.range };
}

/** On when all are; not known when none is off and one is not known. */
export function allOf(...switches: readonly Switch[]): Switch {
  if (switches.includes(false)) return false;
  return switches.find((one) => one !== true) ?? true;
}

/** The other way round. */
export function not(one: Switch): Switch {
  return typeof one === 'boolean' ? !one : one;
}

/** A switch as a value; `at` is where it is decided. */
export function switchValue(one: Switch, at: Range): Value {
  const origin: Origin = { range: at, kind: 'default', from: [] };
  return typeof one === 'boolean' ? boolValue(one, origin) : unknownValue(one, origin);
}

/** The id of a part, which means that part. */
export function partId(call: Resource, path: PartPath, at: Range = call.range): Value {
  const address = partAddress(call, path);
  const reason: UnknownReason = {
    code: 'computed',
    message: `the id of ${address} is decided when it is created`,
    range: at,
  };
  const origin = { range: at, kind: 'reference', from: [] } as const;
  return unknownValue(reason, origin, { unit: call.unit, address, path: ['id'] });
}

/** What the module chooses in its code, which was not read. */
export function chosenByModule(call: Resource, what: string): Value {
  const { address, range } = call;
  const message = `${what} is decided by the code of ${address}, which was not read`;
  return unknownValue({ code: 'module-not-read', message, range }, { range, kind: 'default', from: [] });
}

/** An object of the arguments that are there. */
export function objectOf(entries: Readonly<Record<string, Value | undefined>>, origin: Origin): MapValue {
  const there = Object.entries(entries).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return mapValue(new Map(there), origin);
}

/** A nested block that stands once, at the place of what says it. */
export function blockOf(entries: Readonly<Record<string, Value | undefined>>, at: Range): Value {
  const origin = literalOrigin(at);
  return listValue([objectOf(entries, origin)], origin);
}
