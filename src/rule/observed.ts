/** What a check says where inventories took part: it tells of what the code does, not of what runs already. */
import { differenceOf, isEmptySet, prefixSet } from '../ip/prefix-set.ts';
import type { AnyEntity, Network } from '../model/entities.ts';
import { addToList } from '../model/lists-by-key.ts';
import type { NetworkModel } from '../model/model.ts';
import { mayBeTwins } from '../model/possible-twins.ts';
import type { Range } from '../text/range.ts';
import { editingRange, type Origin } from '../values/origin.ts';
import type { NotJudged, RuleReport } from './rule.ts';

/** What becomes of a fault. */
export type Told =
  | { readonly fault: RuleReport; readonly doubt?: undefined }
  /** The fault may be one of a thing with itself. */
  | { readonly fault?: undefined; readonly doubt: NotJudged }
  /** None of its places lies in the code. */
  | { readonly fault?: undefined; readonly doubt?: undefined };

/** More subjects than this are not compared with each other. */
const MAX_COMPARED = 20;

/** The fault with its places in the code only; a doubt where what runs may be what is declared. */
export function toldFault(model: NetworkModel, fault: RuleReport): Told {
  if (model.inventoryFiles.size === 0) return { fault };
  const subjects = fault.subjects.slice(0, MAX_COMPARED).flatMap((id) => model.get(id) ?? []);
  const at = fault.at.filter((place) => !isInInventory(model, placeOf(place)));
  const [first] = at;
  if (first === undefined || (subjects.every(isNoCode) && !at.some((place) => isInCode(place, subjects))))
    return {};
  const twins = twinsAmong(subjects) ?? namesakeOf(model, subjects);
  // What runs is not moved by this code: then there is only one side to tell of.
  const sides = at.length === fault.at.length ? fault.sides : undefined;
  if (twins === undefined) return { fault: { ...fault, at, sides } };
  const [declared, observed] = twins;
  const message = `${observed.name} in ${observed.range.file.path} may be ${declared.name} itself: the code does not tell where it is deployed`;
  const range = placeOf(first);
  return {
    doubt: {
      subject: declared.id,
      what: `how it goes with what runs as ${observed.name}`,
      reason: { code: 'ambiguous', message, range },
      range,
    },
  };
}

/** Whether a place lies in an inventory. */
export function isInInventory(model: NetworkModel, { file }: Range): boolean {
  return model.inventoryFiles.has(file);
}

/** What runs, and the ranges of the rule file: what they have with each other no code brings about. */
function isNoCode(entity: AnyEntity): boolean {
  return entity.observed === true || (entity.kind === 'range' && entity.everywhere);
}

/** Whether a place tells of something beside the subjects, such as of the peering that the code puts between them. */
function isInCode(place: Origin | Range, subjects: readonly AnyEntity[]): boolean {
  return !subjects.some(({ range }) => range.file === placeOf(place).file);
}

function placeOf(place: Origin | Range): Range {
  return 'from' in place ? editingRange(place) : place;
}

/** The first declared and observed entities that may be one thing. */
function twinsAmong(entities: readonly AnyEntity[]): readonly [AnyEntity, AnyEntity] | undefined {
  for (const declared of entities) {
    if (declared.observed === true) continue;
    const observed = entities.find((entity) => mayBeTwins(declared, entity));
    if (observed !== undefined) return [declared, observed];
  }
  return undefined;
}

/**
 * A network that runs, and a declared one that may be it, where none that may be has its ranges: it may be about to change.
 * What has no name in the code could be anything, and is left out.
 */
function namesakeOf(
  model: NetworkModel,
  entities: readonly AnyEntity[],
): readonly [AnyEntity, AnyEntity] | undefined {
  for (const observed of entities) {
    if (observed.kind !== 'network' || observed.observed !== true) continue;
    const named = declaredNetworks(model).get(observed.name.toLowerCase()) ?? [];
    const twins = named.filter((network) => mayBeTwins(network, observed));
    const [first] = twins;
    if (first !== undefined && !twins.some((network) => holds(network, observed))) return [first, observed];
  }
  return undefined;
}

/** Whether a declared network has all ranges of one that runs. */
function holds(declared: Network, observed: Network): boolean {
  const setOf = ({ addressSpace }: Network) => prefixSet(addressSpace.items.map(({ value }) => value));
  return isEmptySet(differenceOf(setOf(observed), setOf(declared)));
}

const DECLARED = new WeakMap<NetworkModel, ReadonlyMap<string, readonly Network[]>>();

/** The declared networks that have a name, by it in lower case. */
function declaredNetworks(model: NetworkModel): ReadonlyMap<string, readonly Network[]> {
  const known = DECLARED.get(model);
  if (known !== undefined) return known;
  const byName = new Map<string, Network[]>();
  for (const network of model.all('network')) {
    if (network.observed === true || network.identity === undefined) continue;
    addToList(byName, network.name.toLowerCase(), network);
  }
  DECLARED.set(model, byName);
  return byName;
}

/**
 * Why something of an entity may be there although nothing shows it: only an inventory tells of the entity, and
 * inventories show what was exported. `what` says what may be there, such as `a gateway`.
 */
export function observedDoubt(
  entities: readonly (AnyEntity | undefined)[],
  what: string,
): Pick<NotJudged, 'reason' | 'range'> | undefined {
  const entity = entities.find((one) => one?.observed === true);
  if (entity === undefined) return undefined;
  const { name, range } = entity;
  const message = `${name} is known from ${range.file.path} only, which may not tell of ${what}`;
  return { reason: { code: 'outside', message, range }, range };
}
