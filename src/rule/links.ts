/** What rules ask of the links between entities. */
import type { AnyEntity, EntityKind, EntityOf, Link } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import type { Range } from '../text/range.ts';
import { editingRange } from '../values/origin.ts';
import type { UnknownReason } from '../values/value.ts';

/** The entity that a link leads to; undefined when it leads nowhere or to one of another kind. */
export function linkedEntity<K extends EntityKind>(
  model: NetworkModel,
  link: Link,
  kind: K,
): EntityOf<K> | undefined {
  const entity = link.state === 'resolved' ? model.get(link.id) : undefined;
  // The kinds are compared, which is what tells the types apart.
  return entity?.kind === kind ? (entity as EntityOf<K>) : undefined;
}

/** Why the entity at the end of a link is not in the model; undefined when it is, or when the code names none. */
export function whyNotRead(link: Link): UnknownReason | undefined {
  if (link.state === 'unknown') return link.reason;
  if (link.state !== 'external') return undefined;
  return {
    code: 'outside',
    message: `${link.text} is declared outside of what was read`,
    range: link.origin.range,
  };
}

/** Where the code names the other end, or what lacks it. */
export function placeOfLink(link: Link): Range {
  return link.state === 'absent' ? link.range : editingRange(link.origin);
}

/** How to name the end of a link to people when its entity is not in the model. */
export function nameOfLink(link: Link): string {
  if (link.state === 'absent') return 'nothing';
  return link.state === 'resolved' ? link.id : link.text;
}

/**
 * Whether a link could mean an entity: false only when it leads to another one, or when both names are known and
 * differ.
 */
export function mayMean(link: Link, entity: AnyEntity): boolean {
  if (link.state === 'absent') return false;
  if (link.state === 'resolved') return link.id === entity.id;
  const wanted = link.name?.toLowerCase();
  const name = knownName(entity);
  return wanted === undefined || name === undefined || wanted === name;
}

/**
 * The name by which code can mean an entity, in lower case; undefined when it is not known, as when the entity goes by
 * its address, or when its cloud lets code mean things by numbers only.
 */
export function knownName(entity: AnyEntity): string | undefined {
  const isNamed = 'cloud' in entity && (entity.cloud === 'azure' || entity.cloud === 'gcp');
  return isNamed && !entity.name.includes(entity.address) ? entity.name.toLowerCase() : undefined;
}
