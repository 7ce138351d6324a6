/** The ids that resourceId and its kin put together of types and names. */
import type { Origin } from '../../../values/origin.ts';
import { stringValue, type StringValue, type UnknownValue, type Value } from '../../../values/value.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import { plainText } from './text-value.ts';

/** What keeps arguments from making an id: a clause without capital and full stop. */
export interface ResourceIdProblem {
  readonly problem: string;
}

/**
 * The end of an id, from `/providers/` on, as the texts and names that make it up in order:
 * `['/providers/Microsoft.Network/virtualNetworks/', hub, '/subnets/', apps]`. A type `a/b/c` takes two names; names
 * may be unknown. `origin` is that of the texts between them. A slash behind the type is not counted, as Azure
 * does not: many templates write `Microsoft.Network/virtualNetworks/subnets/`.
 */
export function resourceIdSteps(
  type: string,
  names: readonly Value[],
  origin: Origin,
): readonly Value[] | ResourceIdProblem {
  const [provider = '', ...types] = type.replace(/\/$/, '').split('/');
  if (provider === '' || types.length === 0 || types.includes('')) {
    return { problem: `"${type.slice(0, 120)}" is no type of a resource` };
  }
  if (types.length !== names.length) {
    return { problem: `the type ${type.slice(0, 120)} takes ${countOf(types.length)}, not ${names.length}` };
  }
  const steps: Value[] = [];
  for (const [index, step] of types.entries()) {
    const name = names[index];
    if (name === undefined) break;
    const before = index === 0 ? `/providers/${provider}/${step}/` : `/${step}/`;
    steps.push(stringValue(before, origin));
    const text = plainText(name);
    if (text === undefined && name.kind !== 'unknown')
      return { problem: 'a name of a resource must be a string' };
    steps.push(text === undefined || name.kind === 'string' ? name : stringValue(text, name.origin));
  }
  return steps;
}

function countOf(count: number): string {
  return count === 1 ? '1 name' : `${count} names`;
}

/**
 * One id of its parts; when some are unknown, an unknown that holds all of them. That the code does not say where it is
 * deployed is so of nearly every template, so another gap goes before it as the reason.
 */
export function resourceIdText(parts: readonly Value[], origin: Origin): StringValue | UnknownValue {
  const id = joinTexts(parts, origin);
  if (id.kind === 'string') return id;
  const gaps = parts.flatMap((part) => (part.kind === 'unknown' ? [part.reason] : []));
  return { ...id, reason: gaps.find(({ code }) => code !== 'environment') ?? gaps.at(-1) ?? id.reason };
}

/** The functions that put ids together, in lower case. */
export type ResourceIdFunction =
  | 'resourceid'
  | 'subscriptionresourceid'
  | 'managementgroupresourceid'
  | 'tenantresourceid'
  | 'extensionresourceid';

/** The arguments of such a call by what they mean. What is missing is that of the deployment. */
export interface ResourceIdArguments {
  readonly subscription?: Value;
  readonly resourceGroup?: Value;
  readonly managementGroup?: Value;
  /** The id of the resource that an extension belongs to. */
  readonly extended?: Value;
  readonly type: string;
  readonly names: readonly Value[];
}

type LeadingName = 'subscription' | 'resourceGroup' | 'managementGroup' | 'extended';

/** What can stand before the type, by how many arguments there are. */
const LEADING: Readonly<Record<ResourceIdFunction, readonly (readonly LeadingName[])[]>> = {
  resourceid: [[], ['resourceGroup'], ['subscription', 'resourceGroup']],
  subscriptionresourceid: [[], ['subscription']],
  managementgroupresourceid: [[], ['managementGroup']],
  tenantresourceid: [[]],
  extensionresourceid: [['extended']],
};

/** True when a name (in lower case) is that of a function which puts an id together. */
export function isResourceIdFunction(name: string): name is ResourceIdFunction {
  return Object.hasOwn(LEADING, name);
}

/**
 * Tells the arguments apart: the type is the first one with a slash behind those that may stand before it. Undefined
 * when it cannot be told, because what must be the type is unknown.
 */
export function readResourceIdArguments(
  name: ResourceIdFunction,
  args: readonly Value[],
): ResourceIdArguments | ResourceIdProblem | undefined {
  for (const leading of LEADING[name]) {
    const type = args[leading.length];
    if (type?.kind !== 'string' || !type.value.includes('/')) continue;
    const meant = Object.fromEntries(leading.map((each, index) => [each, args[index]]));
    // The keys are those of the interface, and every one of them has its argument.
    return {
      ...(meant as Partial<ResourceIdArguments>),
      type: type.value,
      names: args.slice(leading.length + 1),
    };
  }
  const isOpen = LEADING[name].some(({ length }) => args[length]?.kind === 'unknown');
  return isOpen ? undefined : { problem: 'the type of the resource is missing' };
}
