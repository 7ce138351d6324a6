/** Objects of a Kubernetes API: what they are called, what their metadata says, and how one means another. */
import type { Resource } from '../../languages/unit.ts';
import {
  readThrough,
  unknownValue,
  type MapValue,
  type Reference,
  type UnknownCode,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import { writtenName } from '../kubernetes/written-name.ts';
import { attribute, attributeAt } from '../read-attributes.ts';
import type { RespellContext } from './respelling.ts';

/** The namespace of an object that names none. */
const NO_NAMESPACE = 'default';

/** An object's spec; undefined when it has none that can be read. */
export function specOf(resource: Resource): MapValue | undefined {
  const spec = attribute(resource.attributes, 'spec');
  return spec?.kind === 'map' ? spec : undefined;
}

/** A value of an object's metadata, such as `name`. */
export function metadataOf(resource: Resource, ...path: readonly string[]): Value | undefined {
  return attributeAt(resource.attributes, 'metadata', ...path);
}

/** An annotation that is written and not empty. */
export function annotationOf(resource: Resource, name: string): Value | undefined {
  const value = metadataOf(resource, 'annotations', name);
  return value?.kind === 'string' && value.value === '' ? undefined : value;
}

/** The namespace that an object is in. */
export function namespaceOf(resource: Resource): string {
  return writtenName(metadataOf(resource, 'namespace')) ?? NO_NAMESPACE;
}

/** Which object a reference names. */
export interface ObjectName {
  /** Kind and group, such as `VPC.ec2.aws.upbound.io`. */
  readonly type: string;
  readonly namespace: string;
  readonly name: Value;
}

/**
 * A value that means another object: its deployed name where that is asked for and known, else an unknown one that
 * leads to it. `nameOf` tells the deployed name of an object.
 */
export function valueOfObject(
  context: RespellContext,
  unit: string,
  meant: ObjectName,
  step: 'id' | 'name',
  nameOf: (object: Resource) => Value | undefined,
): Value {
  const text = writtenName(meant.name);
  const { origin } = meant.name;
  if (text === undefined) {
    return meant.name.kind === 'unknown'
      ? meant.name
      : unknownObject('failed', 'the reference names no object', meant.name);
  }
  const reference: Reference = { unit, address: `${meant.type}/${meant.namespace}/${text}`, path: [step] };
  const object = context.find(reference);
  if (object === undefined) {
    const message = `${kindOf(meant.type)} "${text}" is not in what was read`;
    return unknownValue({ code: 'outside', message, range: origin.range }, origin, reference);
  }
  return valueThrough(object, step, meant.name, nameOf);
}

/** A value that means a declared object, named at the place of `at`. */
export function valueThrough(
  object: Resource,
  step: 'id' | 'name',
  at: Value,
  nameOf: (object: Resource) => Value | undefined,
): Value {
  const { unit, address, range: declared } = object;
  const reference: Reference = { unit, address, path: [step] };
  const { range } = at.origin;
  const name = step === 'name' ? nameOf(object) : undefined;
  if (name !== undefined) return { ...readThrough(name, range), reference };
  const message = `the ${step} of ${address} is decided when it is created`;
  const origin = { range, kind: 'reference', from: [at.origin] } as const;
  return unknownValue({ code: 'computed', message, range: declared }, origin, reference);
}

/** An unknown in the place of a value that should have named an object. */
export function unknownObject(code: UnknownCode, message: string, at: Value): UnknownValue {
  return unknownValue({ code, message, range: at.origin.range }, at.origin);
}

function kindOf(type: string): string {
  return type.split('.', 1)[0] ?? type;
}
