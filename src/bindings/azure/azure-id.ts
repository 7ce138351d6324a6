/** Azure resource ids: read from known text, and from text of which only parts are known. */
import type { NameKey } from '../../model/draft.ts';
import type { Value } from '../../values/value.ts';

/** A resource id. Subscription and resource group are undefined where the text does not tell them. */
export interface AzureId {
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  /** Provider and types in lower case, such as `microsoft.network/virtualnetworks/subnets`. */
  readonly type: string;
  /** One name for each type step. */
  readonly names: readonly string[];
  /** Tells what is not known of subscription and resource group: see `NameKey`. */
  readonly within?: string | undefined;
  /** Set when a part of it is a secret. */
  readonly sensitive?: true | undefined;
}

/** Stands in a text for a part that is not known. No id contains it. */
export const UNKNOWN_PART = '\0';

/** Longer texts are no ids: the longest names of Azure stay far below. */
const MAX_LENGTH = 4096;

/**
 * Reads an id that may hold `UNKNOWN_PART`s. Undefined when it is no id of a resource in a group, or when one of its
 * names is not wholly known. The ids of extensions keep their last provider.
 */
export function parseAzureId(text: string): AzureId | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const segments = text.split('/');
  const at = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const provider = segments[at + 1];
  const steps = segments.slice(at + 2);
  if (steps.at(-1) === '') steps.pop();
  if (at === -1 || !isKnown(provider) || steps.length === 0 || steps.length % 2 !== 0) return undefined;
  if (!steps.every(isKnown)) return undefined;
  const scope = segments.slice(0, at);
  return {
    subscription: segmentAfter(scope, 'subscriptions'),
    resourceGroup: segmentAfter(scope, 'resourcegroups'),
    type: [provider, ...steps.filter((_, index) => index % 2 === 0)].join('/').toLowerCase(),
    names: steps.filter((_, index) => index % 2 === 1),
  };
}

function isKnown(segment: string | undefined): segment is string {
  return segment !== undefined && segment !== '' && !segment.includes(UNKNOWN_PART);
}

function segmentAfter(segments: readonly string[], name: string): string | undefined {
  const at = segments.findIndex((segment) => segment.toLowerCase() === name);
  const segment = at === -1 ? undefined : segments[at + 1];
  return isKnown(segment) ? segment : undefined;
}

/** Templates are entered no deeper than this. */
const MAX_DEPTH = 16;

/**
 * The text of a value with `UNKNOWN_PART` for what is not known; `textOfUnknown` may know more of a part, such as the
 * id of an instance whose name is known.
 */
export function textWithGaps(
  value: Value,
  textOfUnknown: (value: Value) => string | undefined,
  depth = 0,
): string {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number' || value.kind === 'bool') return String(value.value);
  if (value.kind !== 'unknown') return UNKNOWN_PART;
  if (value.parts === undefined || depth >= MAX_DEPTH) return textOfUnknown(value) ?? UNKNOWN_PART;
  let text = '';
  for (const part of value.parts) {
    if (text.length > MAX_LENGTH) break;
    text += textWithGaps(part, textOfUnknown, depth + 1);
  }
  return text;
}

/**
 * A text that is equal for values whose unknown parts certainly are: by what they were read from, else by the place
 * where they stand.
 */
export function whatIsUnknown(value: Value, depth = 0): string {
  if (value.kind === 'unknown' && value.reference === undefined && depth < MAX_DEPTH) {
    const parts = (value.parts ?? []).filter((part) => part.kind === 'unknown');
    if (parts.length > 0) return parts.map((part) => whatIsUnknown(part, depth + 1)).join(' ');
  }
  const { reference, origin } = value;
  if (reference !== undefined) return JSON.stringify([reference.unit, reference.address, ...reference.path]);
  return `${origin.range.file.path}:${origin.range.start}`;
}

/** The types whose names alone make a key; their kind of entity has no other type. */
const TYPES_WITH_PLAIN_KEYS: ReadonlySet<string> = new Set([
  'microsoft.network/virtualnetworks',
  'microsoft.network/virtualnetworks/subnets',
  'microsoft.network/virtualnetworks/virtualnetworkpeerings',
  'microsoft.network/privatednszones',
  'microsoft.containerservice/managedclusters',
]);

/**
 * The key of an Azure resource. Where several types are one kind of entity (gateways, sites) the type is part of the
 * name, so that a firewall and a hub of one name stay two.
 */
export function azureKey(id: AzureId): NameKey {
  const plain = TYPES_WITH_PLAIN_KEYS.has(id.type);
  return {
    namespace: 'azure',
    names: plain ? id.names : [id.type, ...id.names],
    scope: [id.subscription, id.resourceGroup],
    ...(id.within === undefined ? {} : { within: id.within }),
    ...(id.sensitive === true ? { sensitive: true } : {}),
  };
}
