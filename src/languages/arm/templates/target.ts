/** Where resources are deployed: subscription and resource group, known or the same unknown everywhere. */
import { startOfFile } from '../../../text/range.ts';
import type { Origin } from '../../../values/origin.ts';
import { stringValue, unknownValue, type Value } from '../../../values/value.ts';
import { joinTexts } from '../../hcl/template-value.ts';
import type { DeploymentScope } from '../../unit.ts';
import type { Target, Template } from './deployment.ts';
import { textParts } from './text-parts.ts';

/** The target of a unit, as far as the rule file tells it. */
export function rootTarget(unit: string, template: Template, scope: DeploymentScope | undefined): Target {
  const origin: Origin = { range: startOfFile(template.file), kind: 'default', from: [] };
  const part = (known: string | undefined, what: string, address: string, step: string): Value =>
    known === undefined
      ? unknownValue(
          { code: 'environment', message: `the ${what} that it is deployed to is not written in the code` },
          origin,
          { unit, address, path: [step] },
        )
      : stringValue(known, origin);
  return {
    level: template.level,
    subscription: part(scope?.subscription, 'subscription', 'subscription()', 'subscriptionId'),
    group: part(scope?.resourceGroup, 'resource group', 'resourceGroup()', 'name'),
    management: part(undefined, 'management group', 'managementGroup()', 'name'),
  };
}

/** What a nested deployment, or an existing resource, says about its own target. */
interface TargetSettings {
  readonly subscription: Value | undefined;
  readonly group: Value | undefined;
  /** The `scope` property. */
  readonly scope: Value | undefined;
}

/** The target inside of a target. `address` is that of the deployment: an unknown scope is one of its own. */
export function nestedTarget(outer: Target, settings: TargetSettings, unit: string, address: string): Target {
  const { scope } = settings;
  if (scope !== undefined && scope.kind !== 'null') return scopedTarget(outer, scope, unit, address);
  const subscription = written(settings.subscription, unit, `${address}.subscription()`, 'subscriptionId');
  const group = written(settings.group, unit, `${address}.resourceGroup()`, 'name');
  if (subscription === undefined && group === undefined) return outer;
  const level = group === undefined ? 'subscription' : 'resourceGroup';
  return {
    level,
    subscription: subscription ?? outer.subscription,
    group: group ?? outer.group,
    management: outer.management,
  };
}

/** A part of the target: one that is unknown without a name of its own gets one. */
function written(value: Value | undefined, unit: string, address: string, step: string): Value | undefined {
  if (value === undefined || value.kind === 'null' || (value.kind === 'string' && value.value === ''))
    return undefined;
  const isNamed = value.kind !== 'unknown' || value.reference !== undefined || value.parts !== undefined;
  return isNamed ? value : { ...value, reference: { unit, address, path: [step] } };
}

/** The target that a `scope` names: `/` is the tenant, the rest are ids of groups, subscriptions, management groups. */
function scopedTarget(outer: Target, scope: Value, unit: string, address: string): Target {
  if (scope.kind === 'string' && /^\/?$/.test(scope.value)) return { ...outer, level: 'tenant' };
  const segments = segmentsOf(scope);
  const texts = segments.map((segment) =>
    segment.kind === 'string' ? segment.value.toLowerCase() : undefined,
  );
  const managementAt = texts.indexOf('managementgroups');
  if (managementAt !== -1)
    return { ...outer, level: 'managementGroup', management: segments[managementAt + 1] ?? scope };
  const subscription = texts[0] === 'subscriptions' ? segments[1] : undefined;
  const group = texts[2] === 'resourcegroups' ? segments[3] : undefined;
  if (subscription !== undefined)
    return {
      ...outer,
      level: group === undefined ? 'subscription' : 'resourceGroup',
      subscription,
      group: group ?? outer.group,
    };
  const reason = { code: 'environment', message: `where ${address} is deployed is not known` } as const;
  const unknown = (step: string): Value =>
    unknownValue(reason, scope.origin, { unit, address: `${address}.scope()`, path: [step] });
  return { ...outer, subscription: unknown('subscriptionId'), group: unknown('name') };
}

/** The segments of a path, empty ones left out; each a text or an unknown. */
export function segmentsOf(value: Value): readonly Value[] {
  const segments: Value[] = [];
  let current: Value[] = [];
  const close = (): void => {
    if (current.length > 0) segments.push(joinTexts(current, value.origin));
    current = [];
  };
  for (const part of textParts(value)) {
    if (part.kind !== 'string') {
      current.push(part);
      continue;
    }
    const texts = part.value.split('/');
    texts.forEach((text, index) => {
      if (index > 0) close();
      if (text !== '') current.push(stringValue(text, part.origin));
    });
  }
  close();
  return segments;
}
