/** The functions that depend on where in which deployment they are called. */
import {
  mapValue,
  numberValue,
  readThrough,
  stringValue,
  unknownValue,
  listValue,
  type MapValue,
  type UnknownReason,
  type Value,
} from '../../../values/value.ts';
import { unknownOf } from '../../hcl/derived.ts';
import type { ArmCall } from '../scope.ts';
import type { Deployment, LoopScope } from './deployment.ts';
import { findItem, itemsOfSymbol } from './find-item.ts';
import { idOfCall } from './id-calls.ts';
import { targetId } from './ids.ts';
import { referencedValue, resourceInfo } from './item-values.ts';
import { parameterValue, userFunctionValue, variableValue } from './named-values.ts';

/** The value of a call, see `ArmScope.call`. */
export function callInTemplate(
  scope: LoopScope,
  name: string,
  args: readonly Value[],
  call: ArmCall,
): Value | undefined {
  const { deployment } = scope;
  const [first] = args;
  switch (name) {
    case 'parameters':
    case 'variables':
      return namedValue(deployment, name, first, call);
    case 'copyindex':
      return copyIndex(scope, args, call);
    case 'reference':
      return referenceValue(deployment, first, args[2], call);
    case 'references':
      return allReferences(deployment, first, args, call);
    case 'resourceinfo':
      return first && readIf(infoOf(deployment, first), call);
    case 'subscription':
      return args.length === 0 ? subscriptionValue(deployment, call) : undefined;
    case 'resourcegroup':
      return args.length === 0 ? groupValue(deployment, call) : undefined;
    case 'tenant':
      return openMap(deployment, 'tenant()', new Map(), call);
    case 'managementgroup':
      return openMap(deployment, 'managementGroup()', managementEntries(deployment, call), call);
    case 'deployment':
      return deploymentValue(deployment, call);
    default:
      return idOfCall(deployment, name, args, call) ?? userFunctionValue(scope, name, args, call);
  }
}

function namedValue(
  deployment: Deployment,
  kind: 'parameters' | 'variables',
  name: Value | undefined,
  call: ArmCall,
): Value | undefined {
  if (name?.kind === 'unknown') return unknownOf([name], call.origin);
  if (name?.kind !== 'string') return undefined;
  const read = kind === 'parameters' ? parameterValue : variableValue;
  return readThrough(read(deployment, name.value, call.range), call.range);
}

function copyIndex({ turns }: LoopScope, args: readonly Value[], call: ArmCall): Value | undefined {
  const [first, second] = args;
  const name = first?.kind === 'string' ? first.value.toLowerCase() : turns.current;
  const offset = first?.kind === 'string' ? second : first;
  if (name === undefined || !turns.indexes.has(name)) return undefined;
  const index = turns.indexes.get(name);
  if (offset?.kind === 'unknown') return unknownOf([offset], call.origin);
  if (index === undefined) {
    const message = `the number of turns of the loop "${name}" is not known`;
    return unknownValue({ code: 'computed', message, range: call.range }, call.origin);
  }
  const added = offset?.kind === 'number' ? Number(offset.value) : 0;
  return numberValue(index + added, call.origin);
}

function readIf(value: Value | undefined, call: ArmCall): Value | undefined {
  return value && readThrough(value, call.range);
}

function referenceValue(
  deployment: Deployment,
  named: Value | undefined,
  full: Value | undefined,
  call: ArmCall,
): Value | undefined {
  const item = named && findItem(deployment, named);
  if (item === undefined) return undefined;
  const isFull = full?.kind === 'string' && full.value.toLowerCase() === 'full';
  return readThrough(referencedValue(item, isFull), call.range);
}

function allReferences(
  deployment: Deployment,
  named: Value | undefined,
  args: readonly Value[],
  call: ArmCall,
): Value | undefined {
  if (named?.kind !== 'string') return undefined;
  const items = itemsOfSymbol(deployment, named.value);
  const open = items.find(({ index }) => index === '*');
  if (open?.possible !== undefined) return unknownValue(open.possible, call.origin);
  if (items.length === 0) return undefined;
  const isFull = args.some((arg) => arg.kind === 'string' && arg.value.toLowerCase() === 'full');
  return listValue(
    items.map((item) => referencedValue(item, isFull)),
    call.origin,
  );
}

function infoOf(deployment: Deployment, named: Value): Value | undefined {
  const item = findItem(deployment, named);
  return item && resourceInfo(item);
}

const WHERE: UnknownReason = {
  code: 'environment',
  message: 'it depends on where the template is deployed',
};

/** What a place of deployment says about itself: beside the entries all is unknown, and the same at every mention. */
function openMap(
  deployment: Deployment,
  address: string,
  entries: ReadonlyMap<string, Value>,
  call: ArmCall,
): MapValue {
  const reference = { unit: deployment.unit.id, address, path: [] };
  return { ...mapValue(entries, call.origin), open: { reference, reason: WHERE } };
}

function subscriptionValue(deployment: Deployment, call: ArmCall): Value {
  const { target } = deployment;
  const tenant = unknownValue(WHERE, call.origin, {
    unit: deployment.unit.id,
    address: 'tenant()',
    path: ['tenantId'],
  });
  const entries = new Map<string, Value>([
    ['id', targetId(target, call.origin, 'subscription')],
    ['subscriptionId', target.subscription],
    ['tenantId', tenant],
  ]);
  return openMap(deployment, ownAddress(target.subscription, 'subscription()'), entries, call);
}

function groupValue(deployment: Deployment, call: ArmCall): Value {
  const { target } = deployment;
  const entries = new Map<string, Value>([
    ['id', targetId(target, call.origin, 'resourceGroup')],
    ['name', target.group],
    ['type', stringValue('Microsoft.Resources/resourceGroups', call.origin)],
  ]);
  return openMap(deployment, ownAddress(target.group, 'resourceGroup()'), entries, call);
}

/** Two groups of different names are in different places, known or not. */
function ownAddress(name: Value, call: string): string {
  if (name.kind === 'string') return `${call} ${name.value.toLowerCase()}`;
  if (name.reference === undefined) return call;
  const { address, path } = name.reference;
  return [address, ...path.slice(0, -1)].join('.');
}

function managementEntries({ target }: Deployment, call: ArmCall): ReadonlyMap<string, Value> {
  return new Map([
    ['name', target.management],
    ['id', targetId(target, call.origin, 'managementGroup')],
  ]);
}

function deploymentValue(deployment: Deployment, call: ArmCall): Value {
  const entries = new Map<string, Value>();
  if (deployment.name !== undefined) entries.set('name', deployment.name);
  return openMap(deployment, `${deployment.prefix}deployment()`, entries, call);
}
