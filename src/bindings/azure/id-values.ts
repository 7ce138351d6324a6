/** Azure resource ids as values: written out, put together from parts, or read from declared instances. */
import type { Resource } from '../../languages/unit.ts';
import type { Target } from '../../model/draft.ts';
import type { Range } from '../../text/range.ts';
import type { Reference, Value } from '../../values/value.ts';
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
  const target = targetOf(context, value, absentAt, (id) => {
    const read = idOf(context, id);
    return read === undefined ? undefined : azureKey(read);
  });
  if (target.state !== 'target' || context.find(target.reference)?.dialect !== 'arm') return target;
  const reference = target.reference && {
    ...target.reference,
    path: withoutProperties(target.reference.path),
  };
  return { ...target, reference };
}

/** The id that a value writes, also when only parts of it are known. */
export function idOf(context: BindingContext, value: Value): AzureId | undefined {
  const id = withSecrets(parseAzureId(idText(context, value, 0)), value);
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
  const inner = innerType(instance, meant);
  const outer = inner === undefined ? undefined : instanceText(context, instance, depth);
  const name = valueAtPath(instance.attributes, [...meant.path, 'name']);
  return outer === undefined ? undefined : `${outer}/${inner}/${nameOrGap(name)}`;
}

/** The type step of what is declared at a place inside an instance: the list's own name in Azure's API. */
function innerType({ dialect }: Resource, { path }: Reference): string | undefined {
  if (dialect !== 'arm') return path[0] === 'subnet' ? 'subnets' : undefined;
  const [list, index, ...further] = withoutProperties(path);
  return typeof list === 'string' && typeof index === 'number' && further.length === 0 ? list : undefined;
}

/** The path of what stands at a path in Azure's API: entities have none of the levels called `properties`. */
function withoutProperties(path: Reference['path']): Reference['path'] {
  return path.filter((step) => typeof step === 'number' || step.toLowerCase() !== 'properties');
}

function instanceText(context: BindingContext, instance: Resource, depth: number): string | undefined {
  const { type, attributes } = instance;
  if (type === 'azurerm_resource_group') {
    return `/subscriptions/${subscriptionOf(instance) ?? UNKNOWN_PART}/resourceGroups/${nameOrGap(attribute(attributes, 'name'))}`;
  }
  if (instance.dialect === 'arm') return armText(context, instance, depth);
  if (type === 'azapi_resource') {
    const parent = attribute(attributes, 'parent_id');
    const outer = parent === undefined ? UNKNOWN_PART : idText(context, parent, depth + 1);
    return `${outer}${azapiSteps(attribute(attributes, 'type'), attribute(attributes, 'name'))}`;
  }
  const id = declaredId(instance);
  return id === undefined ? undefined : formatId(id);
}

/** The id of an instance in the shape of Azure's API: as it is written, else below what it belongs to. */
function armText(context: BindingContext, { type, attributes }: Resource, depth: number): string {
  const id = attribute(attributes, 'id');
  const written = id === undefined ? UNKNOWN_PART : idText(context, id, depth + 1);
  if (parseAzureId(written) !== undefined) return written;
  const parent = attribute(attributes, 'parent_id');
  const outer = parent === undefined ? UNKNOWN_PART : idText(context, parent, depth + 1);
  return `${outer}${armSteps(type, attribute(attributes, 'name'))}`;
}

/** The id of an instance in the shape of Azure's API, as far as the code tells it. */
export function declaredArmId(context: BindingContext, resource: Resource): AzureId | undefined {
  const [written, parent, name] = ['id', 'parent_id', 'name'].map((key) =>
    attribute(resource.attributes, key),
  );
  const id = withSecrets(parseAzureId(armText(context, resource, 0)), written, parent, name);
  const around = written ?? parent;
  if (id === undefined || around?.kind !== 'unknown') return id;
  // An id that is made of parts can name the instance itself as well: the parts tell more.
  const reference = around.parts === undefined ? around.reference : undefined;
  return { ...id, within: whatIsUnknown({ ...around, reference }) };
}

/** The id that an instance of azapi names by type, name and what it belongs to. */
export function declaredAzapiId(context: BindingContext, { attributes }: Resource): AzureId | undefined {
  const [type, parent, name] = ['type', 'parent_id', 'name'].map((key) => attribute(attributes, key));
  return withSecrets(idInside(context, parent, azapiSteps(type, name)), parent, name);
}

/** The id, marked when one of the values that it is made of is a secret. */
export function withSecrets(
  id: AzureId | undefined,
  ...values: readonly (Value | undefined)[]
): AzureId | undefined {
  const isSecret = values.some((value) => value?.sensitive === true);
  return id === undefined || !isSecret ? id : { ...id, sensitive: true };
}

/** What follows the parent's id in the id of an azapi resource, whose type can have a version behind an `@`. */
function azapiSteps(type: Value | undefined, name: Value | undefined): string {
  return armSteps(knownText(type)?.split('@')[0] ?? '', name);
}

/**
 * What follows the parent's id in the id of a resource. Of a type such as `Microsoft.Network/virtualNetworks/subnets`
 * only the last step belongs to the resource itself, with the provider when there is no other.
 */
function armSteps(type: string, name: Value | undefined): string {
  const [provider = '', ...types] = type.split('/');
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
