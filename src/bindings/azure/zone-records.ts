/** Records of private zones that repeat the address of a private endpoint: by hand they do what a zone group does. */
import type { Target } from '../../model/draft.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import { endpointOfAddress } from '../azurerm/endpoint-address.ts';
import { patchOf, type BindingContext, type Patch } from '../binding.ts';
import type { Place } from '../entity-head.ts';
import { knownText } from '../read-attributes.ts';
import { textOf } from '../read-targets.ts';
import { endpointAddressKey, RECORD_ZONES, type RecordZone } from './private-endpoint-draft.ts';

/** Adds the zone of a record at a place to the endpoints whose addresses it holds. */
export function recordPatches(
  context: BindingContext,
  { unit, possible }: Pick<Place, 'unit' | 'possible'>,
  zone: Target,
  addresses: readonly (Value | undefined)[],
): readonly Patch[] {
  const doubted = (reason: UnknownReason): RecordZone => ({ zone, possible: reason });
  return addresses.flatMap((address) => {
    const target = address && (endpointOfAddress(context, address) ?? endpointAt(address));
    return target === undefined
      ? []
      : [patchOf(RECORD_ZONES, { zone, possible }, { unit, target, otherwise: [] }, doubted)];
  });
}

/** The endpoint of the same unit whose address is written out. */
function endpointAt(address: Value): Target | undefined {
  const text = knownText(address);
  if (text === undefined) return undefined;
  return { state: 'target', key: endpointAddressKey(text), text: textOf(address), origin: address.origin };
}
