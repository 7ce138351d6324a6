/** `resourceId` and its kin. https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource */
import { unknownValue, type Value } from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import {
  isResourceIdFunction,
  readResourceIdArguments,
  type ResourceIdArguments,
  type ResourceIdFunction,
} from '../functions/resource-id.ts';
import type { ArmCall } from '../scope.ts';
import type { Deployment, Target } from './deployment.ts';
import { resourceIdValue, targetParts } from './ids.ts';

/** The id that a call builds; undefined when the function is another one. */
export function idOfCall(
  deployment: Deployment,
  name: string,
  args: readonly Value[],
  call: ArmCall,
): Value | undefined {
  if (!isResourceIdFunction(name)) return undefined;
  const read = readResourceIdArguments(name, args);
  if (read === undefined) return unknownOf(args, call.origin);
  const id =
    'problem' in read
      ? read
      : resourceIdValue(baseOf(name, read, deployment.target), read.type, read.names, call.origin);
  if (!('problem' in id)) return id;
  const message = `${name}: ${id.problem}`;
  const { range } = call;
  deployment.unit.report({ severity: 'error', code: 'arm-expression', message: `${message}.`, range });
  return unknownValue({ code: 'failed', message, range }, call.origin);
}

/** What stands before `/providers/`. */
function baseOf(name: ResourceIdFunction, read: ResourceIdArguments, target: Target): readonly Value[] {
  const { subscription = target.subscription, managementGroup: management = target.management } = read;
  switch (name) {
    case 'resourceid':
      return groupBase(read, target);
    case 'subscriptionresourceid':
      return targetParts({ ...target, subscription }, 'subscription');
    case 'managementgroupresourceid':
      return targetParts({ ...target, management }, 'managementGroup');
    case 'tenantresourceid':
      return [];
    case 'extensionresourceid':
      return read.extended === undefined ? [] : [read.extended];
  }
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A single argument before the type is a group; where it is the id of a subscription, it is that. */
function groupBase({ subscription, resourceGroup }: ResourceIdArguments, target: Target): readonly Value[] {
  if (resourceGroup === undefined) return targetParts(target);
  if (subscription !== undefined)
    return targetParts({ ...target, subscription, group: resourceGroup }, 'resourceGroup');
  const isSubscription =
    (resourceGroup.kind === 'string' && GUID.test(resourceGroup.value)) ||
    resourceGroup.reference?.path.at(-1) === 'subscriptionId' ||
    target.level === 'subscription';
  return isSubscription
    ? targetParts({ ...target, subscription: resourceGroup })
    : targetParts({ ...target, group: resourceGroup }, 'resourceGroup');
}
