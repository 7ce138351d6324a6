/** What a check says where inventories took part: it tells of what the code does, not of what runs already. */
import type { AnyEntity } from '../model/entities.ts';
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
  const twins = twinsAmong(subjects);
  if (twins === undefined) return { fault: { ...fault, at } };
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
