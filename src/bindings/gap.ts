/** Gaps: what a binding met and could not turn into a fact. */
import type { Resource } from '../languages/unit.ts';
import type { Gap } from '../model/draft.ts';
import type { Range } from '../text/range.ts';
import type { UnknownReason } from '../values/value.ts';
import { attribute } from './read-attributes.ts';
import { reasonOf } from './read-facts.ts';

/** A gap at an attribute of an instance; `attribute` is empty for the whole instance. */
export function gapOf(
  resource: Resource,
  attribute: string,
  reason: UnknownReason,
  range: Range = resource.range,
): Gap {
  return { kind: 'gap', unit: resource.unit, address: resource.address, attribute, reason, range };
}

/** A gap at an attribute that names `what`, which is not in what was read, or of which it is unknown which it is. */
export function unseenGap(resource: Resource, attributeName: string, what: string): Gap {
  const value = attribute(resource.attributes, attributeName);
  if (value?.kind === 'unknown' && value.reason.code !== 'computed') {
    return gapOf(resource, attributeName, reasonOf(value));
  }
  const message = `${what} is not in what was read`;
  return gapOf(resource, attributeName, { code: 'outside', message, range: resource.range });
}
