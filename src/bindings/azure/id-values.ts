/** Azure resource ids as values: written out, put together from parts, or read from declared instances. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { Range } from '../../text/range.ts';
import type { Value } from '../../values/value.ts';
import { declaredId, subscriptionOf } from '../azurerm/identity.ts';
import type { BindingContext } from '../binding.ts';
import { attribute, knownText, valueAtPath } from '../read-attributes.ts';
import { meantInstance, targetOf } from '../read-targets.ts';
import {
  azureKey,
  parseAzureId,
  textWithGaps,
  UNKNOWN_PART,
  whatIsUnknown,
  type AzureId,
} from './azure-id.ts';

/** Instances inside instances are followed no deeper than this. */
const MAX_PARENTS = 8;

/** What a value that holds a resource id means. */
export function idTarget(context: BindingContext, value: Value | undefined, absentAt: Range): Target {
  return targetOf(context, value, absentAt, (id) => {
    const read = idOf(context, id);
    return read === undefined ? undefined : azureKey(read);
  });
}

/** The id that a value writes, also when only parts of it are known. */
export function idOf(context: BindingContext, value: Value): AzureId | undefined {
  const id = parseAzureId(idText(context, value, 0));
  return id === undefined || value.kind !== 'unknown' ? id : { ...id, within: whatIsUnknown(value) };
}

/** The id of something inside what a value means: `steps` follows the value's own id. */
export function idInside(
  context: BindingContext,
  outer: Value | undefined,
  steps: string,
): AzureId | undefined {
  return parseAzureId(`${outer === undefined ? UNKNOWN_PART : idText(context, outer, 0)}${steps}`);
}

function idText(context: BindingContext, value: Value, depth: number): string {
  return textWithGaps(value, (part) => declaredText(context, part, depth));
}

/** The id of the instance, or the block of one, that an unknown value means, with gaps for what is not known of it. */
function declaredText(context: BindingContext, value: Value, depth: number): string | undefined {
  if (value.reference?.path.at(-1) !== 'id' || depth > MAX_PARENTS) return undefined;
  const meant = meantInstance(context, value);
  const instance = context.find(meant);
  if (meant === undefined || instance === undefined) return undefined;
  if (meant.path.length === 0) return instanceText(context, instance, depth);
  const [block] = meant.path;
  const outer = block === 'subnet' ? instanceText(context, instance, depth) : undefined;
  const name = valueAtPath(instance.attributes, [...meant.path, 'name']);
  return outer === undefined ? undefined : `${outer}/subnets/${nameOrGap(name)}`;
}

function instanceText(context: BindingContext, instance: Resource, depth: number): string | undefined {
  const { type, attributes } = instance;
  if (type === 'azurerm_resource_group') {
    return `/subscriptions/${subscriptionOf(instance) ?? UNKNOWN_PART}/resourceGroups/${nameOrGap(attribute(attributes, 'name'))}`;
  }
  if (type === 'azapi_resource') {
    const parent = attribute(attributes, 'parent_id');
    const outer = parent === undefined ? UNKNOWN_PART : idText(context, parent, depth + 1);
    return `${outer}${azapiSteps(attribute(attributes, 'type'), attribute(attributes, 'name'))}`;
  }
  const id = declaredId(instance);
  return id === undefined ? undefined : formatId(id);
}

/**
 * What follows the parent's id in the id of an azapi resource. `type` is such as
 * `Microsoft.Network/virtualNetworks/subnets@2024-05-01`; only its last step belongs to the resource itself, with the
 * provider when there is no other.
 */
export function azapiSteps(type: Value | undefined, name: Value | undefined): string {
  const [provider = '', ...types] = (knownText(type)?.split('@')[0] ?? '').split('/');
  const last = types.at(-1);
  if (last === undefined) return `/${UNKNOWN_PART}`;
  if (provider.toLowerCase() === 'microsoft.resources') return `/${last}/${nameOrGap(name)}`;
  return `${types.length === 1 ? `/providers/${provider}` : ''}/${last}/${nameOrGap(name)}`;
}

function nameOrGap(name: Value | undefined): string {
  return knownText(name) ?? UNKNOWN_PART;
}

function formatId(id: AzureId): string {
  const [provider = '', ...types] = id.type.split('/');
  const steps = types.map((type, index) => `/${type}/${id.names[index] ?? UNKNOWN_PART}`).join('');
  const scope = `/subscriptions/${id.subscription ?? UNKNOWN_PART}/resourceGroups/${id.resourceGroup ?? UNKNOWN_PART}`;
  return `${scope}/providers/${provider}${steps}`;
}
