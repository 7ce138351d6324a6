/** The values that Crossplane's references and selectors stand for. */
import type { Resource } from '../../../languages/unit.ts';
import { listValue, type MapValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import {
  namespaceOf,
  unknownObject,
  valueOfObject,
  valueThrough,
  type ObjectName,
} from '../declared-object.ts';
import type { RespellContext } from '../respelling.ts';
import { snakeCase } from '../snake-case.ts';
import { groupEnds, type Family } from './family.ts';
import { deployedName } from './object-name.ts';
import { selectObjects } from './select-objects.ts';

/** Where a reference stands. */
export interface Referrer {
  readonly object: Resource;
  readonly family: Family;
  /** The type that the object is spelled as. */
  readonly type: string;
  /** What its group ends with. */
  readonly groupEnd: string;
}

const REFERENCE = /^(\w{1,100}?)(Refs|Ref|Selector)$/;

/**
 * The argument that an entry such as `vpcIdRef`, `subnetIdRefs` or `vpcIdSelector` fills, with its value. Undefined
 * when it is none; `written` when the argument is there beside it, which counts.
 */
export function referenceEntry(
  context: RespellContext,
  referrer: Referrer,
  key: string,
  value: Value,
  map: MapValue,
): readonly [argument: string, value: Value] | 'written' | undefined {
  const [, base = '', form] = REFERENCE.exec(key) ?? [];
  if (form === undefined) return undefined;
  const many = form === 'Refs' || (form === 'Selector' && fillsList(referrer, snakeCase(base)));
  const plural = many && !base.endsWith('s') ? `${base}s` : base;
  if ([base, plural].some((name) => isWritten(map, name))) return 'written';
  if (form === 'Selector' && (map.entries.has(`${base}Ref`) || map.entries.has(`${base}Refs`)))
    return 'written';
  const argument = snakeCase(plural);
  const kind = referrer.family.references.get(argument);
  if (kind === undefined) {
    return [argument, unknownObject('unsupported', `cidrlint does not know what ${key} means`, value)];
  }
  const meant: Meant = {
    type: typeOf(kind, referrer.groupEnd),
    step: /_names?$/.test(argument) ? 'name' : 'id',
    list: many || base.endsWith('Ids') || base.endsWith('Names'),
  };
  return [
    argument,
    form === 'Selector' ? selected(context, referrer, value, meant) : named(context, referrer, value, meant),
  ];
}

interface Meant {
  readonly type: string;
  readonly step: 'id' | 'name';
  readonly list: boolean;
}

function isWritten(map: MapValue, name: string): boolean {
  const value = map.entries.get(name);
  return value !== undefined && value.kind !== 'null';
}

function fillsList({ family, type }: Referrer, argument: string): boolean {
  return family.lists.get(argument)?.has(type) === true;
}

/** `Subnet.network` of the cluster-wide Azure kinds is `Subnet.network.azure.upbound.io`. */
function typeOf(kind: string, groupEnd: string): string {
  return `${kind}.${groupEnd}`;
}

function named(context: RespellContext, referrer: Referrer, value: Value, meant: Meant): Value {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'list') {
    return listValue(
      value.items.map((item) => named(context, referrer, item, meant)),
      value.origin,
    );
  }
  const name = value.kind === 'map' ? attribute(value, 'name') : undefined;
  if (value.kind !== 'map' || name === undefined)
    return unknownObject('failed', 'the reference has no name', value);
  return valueOfObject(
    context,
    referrer.object.unit,
    objectName(referrer, meant.type, value, name),
    meant.step,
    deployedName,
  );
}

/** References of kinds in namespaces stay in the namespace unless they name another; others have none. */
function objectName(referrer: Referrer, type: string, reference: MapValue, name: Value): ObjectName {
  const [clusterWide] = groupEnds(referrer.family);
  const own = referrer.groupEnd === clusterWide ? 'default' : namespaceOf(referrer.object);
  return { type, namespace: knownText(attribute(reference, 'namespace')) ?? own, name };
}

function selected(context: RespellContext, referrer: Referrer, value: Value, meant: Meant): Value {
  if (value.kind === 'unknown') return value;
  const found =
    value.kind === 'map' ? selectObjects(context.inUnit(referrer.object.unit), meant.type, value) : undefined;
  if (found === undefined) {
    return unknownObject('ambiguous', 'it cannot be told which object the selector means', value);
  }
  const [first] = found;
  if (first === undefined) {
    return unknownObject('outside', 'no object that was read carries the labels of the selector', value);
  }
  if (meant.list) {
    return listValue(
      found.map((object) => valueThrough(object, meant.step, value, deployedName)),
      value.origin,
    );
  }
  if (found.length > 1) {
    return unknownObject('ambiguous', `${found.length} objects carry the labels of the selector`, value);
  }
  return valueThrough(first, meant.step, value, deployedName);
}
