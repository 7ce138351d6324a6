/** Inventories of Google Cloud: networks with their peerings. Their subnets are respelled. */
import type { LiveState } from '../../model/entities.ts';
import { elementsOf, member } from '../arm/arm-object.ts';
import type { Binding, BindingOutput } from '../binding.ts';
import { headOf, placeBeside, placeOf } from '../entity-head.ts';
import { googleKey, googleTarget } from '../google/google-identity.ts';
import { itself, networkDraft, peeringDraft } from '../google/network.ts';
import { knownText } from '../read-attributes.ts';
import { booleanFact, impliedFact, orDefault } from '../read-facts.ts';

/** https://cloud.google.com/vpc/docs/vpc-peering, the states of a connection. */
const LIVE_STATES: ReadonlyMap<string, LiveState> = new Map([
  ['active', 'connected'],
  ['inactive', 'initiated'],
]);

/** `gcloud compute networks list` and `networks peerings list`. */
export const googleNetwork: Binding = {
  dialect: 'inventory',
  mode: 'managed',
  types: ['gcp-network'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range } = resource;
    const name = member(attributes, 'name');
    const link = knownText(member(attributes, 'selflink')) ?? knownText(name);
    const key = link === undefined ? undefined : googleKey(link, 'networks', resource);
    const isAuto = booleanFact(context, member(attributes, 'autocreatesubnetworks'), range);
    const head = headOf(placeOf(resource), name, key === undefined ? [] : [key]);
    return [
      networkDraft(head, isAuto.state === 'absent' ? impliedFact(false, range) : orDefault(isAuto, false)),
      ...elementsOf(member(attributes, 'peerings')).known.map(({ index, map }): BindingOutput => {
        const place = { ...placeBeside(placeOf(resource), 'peerings', index), range: map.origin.range };
        const to = googleTarget(context, member(map, 'network'), 'networks', resource);
        const liveState = LIVE_STATES.get(knownText(member(map, 'state'))?.toLowerCase() ?? '');
        return { ...peeringDraft(headOf(place, member(map, 'name'), []), itself(resource), to), liveState };
      }),
    ];
  },
};
