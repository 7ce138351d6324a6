/** Readers from values to targets: which entity a value means. */
import type { NameKey, Target } from '../model/draft.ts';
import { formatAddressPath } from '../model/entity-id.ts';
import type { Range } from '../text/range.ts';
import type { Reference, UnknownReason, Value } from '../values/value.ts';
import type { BindingContext } from './binding.ts';

import { knownText, valueAtPath } from './read-attributes.ts';
import { misfit, reasonOf } from './read-facts.ts';

/** Attributes whose value means the instance, or the block, that has them. */
const IDENTITY_ATTRIBUTES: ReadonlySet<string> = new Set(['id', 'name', 'self_link', 'arn']);

/** Attributes that do so where the code does not write them: written, they mean something else. */
const COMPUTED_IDENTITIES: ReadonlySet<string> = new Set(['resource_id', 'zone_id']);

/** Longer texts are cut where a target shows them. */
const MAX_SHOWN = 200;

/** References are followed no further than this through attributes that only repeat another value. */
const MAX_FOLLOWED = 8;

/**
 * What a value means. The instance that it was read from comes first, then the key that `keyOf` finds in it. An
 * unknown that leads to neither stays unknown; the empty text counts as not written.
 */
export function targetOf(
  context: BindingContext,
  value: Value | undefined,
  absentAt: Range,
  keyOf: (value: Value) => NameKey | undefined,
): Target {
  if (value === undefined || value.kind === 'null') return { state: 'absent', range: absentAt };
  if (value.kind === 'string' && value.value === '') return { state: 'absent', range: absentAt };
  const origin = value.origin;
  const text = textOf(value);
  const key = keyOf(value);
  const reference = meantInstance(context, value);
  if (value.kind === 'unknown') {
    if (reference !== undefined || key !== undefined)
      return { state: 'target', reference, key, text, origin };
    return {
      state: 'unknown',
      reason: reasonOf(value),
      reference: sameMeaning(context, value),
      text,
      origin,
    };
  }
  if (value.kind === 'list' || value.kind === 'map') {
    const { reason } = misfit(context, value, 'a name or an id');
    return { state: 'unknown', reason, text, origin };
  }
  return { state: 'target', reference, key, text, origin };
}

/**
 * The instance, or the block of one, that a value means because it was read from an attribute that identifies it.
 * Undefined when the value was read from something else, or from an instance that is not in what was read.
 */
export function meantInstance(context: BindingContext, value: Value): Reference | undefined {
  let reference = value.reference;
  for (let steps = 0; reference !== undefined && steps < MAX_FOLLOWED; steps++) {
    const instance = context.find(reference);
    if (instance === undefined) return undefined;
    if (instance.mode === 'module') return context.outputOf(reference);
    const last = reference.path.at(-1);
    if (last === undefined || typeof last === 'number') return reference;
    const repeated = valueAtPath(instance.attributes, reference.path);
    const isIdentity =
      IDENTITY_ATTRIBUTES.has(last) || (repeated === undefined && COMPUTED_IDENTITIES.has(last));
    if (isIdentity) return { ...reference, path: reference.path.slice(0, -1) };
    // An attribute that only repeats what another instance is: the network's name of a subnet.
    reference = repeated?.reference;
  }
  return undefined;
}

/**
 * The reference by which equal unknowns can be told: a variable, an output, what a data source read. One into a
 * declared instance is left out, for it would be taken to mean that instance.
 */
function sameMeaning(context: BindingContext, value: Value): Reference | undefined {
  return context.find(value.reference)?.mode === 'managed' ? undefined : value.reference;
}

/** How the code names a value; nothing of a sensitive one. */
export function textOf(value: Value): string {
  if (value.sensitive === true) return '(sensitive)';
  return cut(plainText(value));
}

function plainText(value: Value): string {
  const known = knownText(value);
  if (known !== undefined) return known;
  const { reference } = value;
  if (reference !== undefined) return formatAddressPath(reference.address, reference.path);
  const { file, start, end } = value.origin.range;
  return file.text.slice(start, Math.min(end, start + MAX_SHOWN + 1)).replace(/\s+/g, ' ');
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** The target that means a declared instance itself, or the place at a path in it. */
export function targetOfInstance(
  unit: string,
  address: string,
  range: Range,
  path: readonly (string | number)[] = [],
): Target {
  const origin = { range, kind: 'reference', from: [] } as const;
  const text = formatAddressPath(address, path);
  return { state: 'target', reference: { unit, address, path }, text, origin };
}

/**
 * A target that leads to something by reference or key, else an unknown one: a name alone, such as a subnet's without
 * its network's, means nothing certain.
 */
export function certainTarget(target: Target, address: string, range: Range): Target {
  if (target.state !== 'target' || target.key !== undefined || target.reference !== undefined) return target;
  const message = `not all names that ${address} is read by are known`;
  const reason = { code: 'data-source', message, range } as const;
  return { state: 'unknown', reason, text: target.text, origin: target.origin };
}

/** The target, unknown when it is not certain that what names it is deployed. */
export function targetIfCertain(target: Target, possible: UnknownReason | undefined): Target {
  if (possible === undefined || target.state !== 'target') return target;
  return { state: 'unknown', reason: possible, text: target.text, origin: target.origin };
}
