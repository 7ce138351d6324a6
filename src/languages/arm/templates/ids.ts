/** Resource ids, built in one way wherever they come from: so equal ones are equal, unknown parts included. */
import type { Origin } from '../../../values/origin.ts';
import { stringValue, type Value } from '../../../values/value.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import { resourceIdSteps, resourceIdText, type ResourceIdProblem } from '../functions/resource-id.ts';
import type { Target } from './deployment.ts';
import type { TargetLevel } from './schema.ts';
import { segmentsOf } from './target.ts';

/** The id of what a target is; empty for the tenant. */
export function targetParts(target: Target, level: TargetLevel = target.level): readonly Value[] {
  const { origin } = target.subscription;
  const text = (value: string): Value => stringValue(value, origin);
  switch (level) {
    case 'tenant':
      return [];
    case 'managementGroup':
      return [text('/providers/Microsoft.Management/managementGroups/'), target.management];
    case 'subscription':
      return [text('/subscriptions/'), target.subscription];
    case 'resourceGroup':
      return [text('/subscriptions/'), target.subscription, text('/resourceGroups/'), target.group];
  }
}

/** The id of what a target is, as a value. */
export function targetId(target: Target, origin: Origin, level?: TargetLevel): Value {
  return joinTexts(targetParts(target, level), origin);
}

/** `Microsoft.Network/virtualNetworks/subnets` has two type steps. */
export function typeSteps(type: string): readonly string[] {
  return type.split('/').slice(1);
}

/** The id of a resource: `base`, the provider, and each type step with its name. Groups have ids of their own kind. */
export function resourceIdValue(
  base: readonly Value[],
  type: string,
  names: readonly Value[],
  origin: Origin,
): Value | ResourceIdProblem {
  const steps = resourceIdSteps(type, names, origin);
  if ('problem' in steps) return steps;
  if (type.toLowerCase() !== RESOURCE_GROUPS) return resourceIdText([...base, ...steps], origin);
  return resourceIdText([...base, stringValue('/resourceGroups/', origin), ...steps.slice(1)], origin);
}

const RESOURCE_GROUPS = 'microsoft.resources/resourcegroups';

/** The names of a full name such as `hub/default`, as many as there are steps; undefined when that cannot be told. */
export function splitName(name: Value, steps: number): readonly Value[] | undefined {
  if (steps === 1) return [name];
  const names = segmentsOf(name);
  return names.length === steps ? names : undefined;
}
