/** How AWS names things: ids that the cloud gives, and the `Name` tag. */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { Range } from '../../text/range.ts';
import type { MapValue, Value } from '../../values/value.ts';
import type { BindingContext } from '../binding.ts';
import { headOf, placeOf, type EntityHead } from '../entity-head.ts';
import { attribute, attributeAt, knownText, shownText } from '../read-attributes.ts';
import { targetOf } from '../read-targets.ts';

/** An id such as `vpc-0a1b2c`, unique in the world. */
export function idKey(id: string): NameKey {
  return { namespace: 'aws', names: [id], scope: [] };
}

/** A name that people gave, in the account and region of the resource that has or reads it. */
export function tagKey(resource: Resource, name: string): NameKey {
  return keyAround(resource, ['Name', name]);
}

/** The key of names that are told apart in the account and region of a resource. */
export function keyAround(resource: Resource, names: readonly string[]): NameKey {
  const { providerSettings: settings, provider = 'aws', attributes, scope } = resource;
  const written = attribute(attributes, 'region') ?? (settings && attribute(settings, 'region'));
  const region = knownText(written) ?? scope?.region;
  const account = (settings && accountOf(settings)) ?? scope?.account;
  const isSecret = [written, ...(settings?.entries.values() ?? [])].some(
    (value) => value?.sensitive === true,
  );
  return {
    namespace: 'aws',
    names,
    scope: [account, region],
    within: provider,
    ...(isSecret ? { sensitive: true } : {}),
  };
}

const ROLE = /^arn:[\w-]{1,20}:iam::(\d{12}):/;

/** The account that a provider deploys to: the only one it may, or that of the role that it takes on. */
function accountOf(settings: MapValue): string | undefined {
  const allowed = attribute(settings, 'allowed_account_ids');
  if (allowed?.kind === 'list' && allowed.items.length === 1) return knownText(allowed.items[0]);
  const role = knownText(attributeAt(settings, 'assume_role', 'role_arn'));
  return role === undefined ? undefined : ROLE.exec(role)?.[1];
}

/** What a value that holds an id means; an ARN counts as the id at its end. */
export function awsTarget(context: BindingContext, value: Value | undefined, absentAt: Range): Target {
  return targetOf(context, value, absentAt, (id) => {
    const text = knownText(id)?.split('/').at(-1);
    return text === undefined ? undefined : idKey(text);
  });
}

/** The head of the entity that an AWS resource is as a whole; its name is the `Name` tag. */
export function awsHead(resource: Resource): EntityHead {
  const name = attributeAt(resource.attributes, 'tags', 'Name');
  const text = shownText(name);
  const id = knownText(attribute(resource.attributes, 'id'));
  const keys = [
    ...(id === undefined ? [] : [idKey(id)]),
    ...(text === undefined ? [] : [tagKey(resource, text)]),
  ];
  return headOf(placeOf(resource), name, keys);
}

/** The head of something that has no tags that could name it. */
export function plainHead(resource: Resource, nameAttribute = 'name'): EntityHead {
  return headOf(placeOf(resource), attribute(resource.attributes, nameAttribute), []);
}
