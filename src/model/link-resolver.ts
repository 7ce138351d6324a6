/** Finds the entity that a target means: by the instance it was read from, by what that instance reads, by name. */
import type { Reference, UnknownReason } from '../values/value.ts';
import type { Alias, NameKey, Target } from './draft.ts';
import type { EntityKind, Link } from './entities.ts';
import { formatAddressPath, type Identified } from './entity-id.ts';
import { InstanceIndex } from './instance-index.ts';
import { kindWord, kindWords, scopeWord } from './kind-words.ts';
import { addToList } from './lists-by-key.ts';
import { NameIndex, type Candidate } from './name-index.ts';
import { isWholeKey } from './name-key.ts';

/** Data sources that read what another one read are followed no further than this. */
const MAX_ALIASES = 8;

/** Keys of what was not read begin with this, and ids do not: units are relative paths. */
const OUTSIDE = '//';

/** Where a target stands. */
export interface TargetPlace {
  /** The kinds of entities that it can mean. */
  readonly kinds: readonly EntityKind[];
  readonly unit: string;
  /** Unique in the model: names what is named nowhere else. */
  readonly field: string;
}

export class LinkResolver {
  readonly #instances = new InstanceIndex();
  readonly #aliases = new Map<string, Alias[]>();
  readonly #names = new NameIndex();

  constructor(entities: readonly Identified[], aliases: readonly Alias[]) {
    for (const { draft, id, seen = [] } of entities) {
      for (const { unit, address, path, kind, keys } of [draft, ...seen]) {
        this.#instances.add({ unit, address, path, kind }, id);
        for (const key of keys) this.#names.add(kind, key, unit, id);
      }
    }
    for (const alias of aliases) {
      addToList(this.#aliases, instanceKey(alias.unit, alias.address), alias);
    }
  }

  /** The link that a target stands for. */
  resolve(target: Target, place: TargetPlace, depth = 0): Link {
    if (target.state === 'absent') return target;
    const { origin, text, reference } = target;
    const declared = reference && this.#instances.find(reference, place.kinds);
    if (declared !== undefined) return { state: 'resolved', id: declared, origin };
    const read = this.#readBy(target, place, depth);
    if (read?.state === 'resolved') return { ...read, origin };
    if (target.state === 'target' && target.key !== undefined) {
      // What a data source reads is rarely declared beside it: an equal name alone does not make it so.
      const isRead = depth > 0 || read !== undefined;
      const { ids, possible } = this.#names.find(place.kinds, target.key, place.unit, isRead);
      const key = certainKey(target.key, reference, place, depth > 0);
      const name = target.key.names.at(-1);
      const [only] = ids;
      if (only !== undefined && ids.length === 1) return { state: 'resolved', id: only, origin };
      if (only !== undefined) {
        const reason = several(target.key, place, target);
        return { state: 'unknown', reason, key, text, name, candidates: ids, origin };
      }
      const [first] = possible;
      if (first !== undefined) {
        const reason = maybe(target.key, first, place, target);
        const candidates = possible.map(({ id }) => id);
        return { state: 'unknown', reason, key: read?.key ?? key, text, name, candidates, origin };
      }
      const identity = isWholeKey(target.key) && target.key.sensitive !== true ? target.key : undefined;
      if (read === undefined) return { state: 'external', key, text, name, identity, origin };
    }
    if (read !== undefined) return { ...read, origin };
    const key = reference === undefined ? undefined : referenceText(reference);
    if (target.state === 'unknown') return { state: 'unknown', reason: target.reason, key, text, origin };
    return { state: 'external', key: key ?? `${OUTSIDE}only:${place.field}`, text, origin };
  }

  /** The name that a target gives to what it means, its own or that of the data source that it comes from. */
  nameOf(target: Target, kinds: readonly EntityKind[], depth = 0): NameKey | undefined {
    if (target.state !== 'target') return undefined;
    const alias = this.#aliasAt(target.reference, kinds);
    if (target.key !== undefined || alias === undefined || depth >= MAX_ALIASES) return target.key;
    return this.nameOf(alias.target, kinds, depth + 1);
  }

  #aliasAt(reference: Reference | undefined, kinds: readonly EntityKind[]): Alias | undefined {
    // A longer path leads to something that the instance knows about, not to the instance.
    if (reference === undefined || reference.path.length > 1) return undefined;
    const aliases = this.#aliases.get(instanceKey(reference.unit, reference.address));
    return aliases?.find((alias) => alias.entityKinds.some((kind) => kinds.includes(kind)));
  }

  /** What the data source that a target comes from reads. Never absent: a data source reads something. */
  #readBy(
    target: Exclude<Target, { state: 'absent' }>,
    place: TargetPlace,
    depth: number,
  ): Exclude<Link, { state: 'absent' }> | undefined {
    const alias = this.#aliasAt(target.reference, place.kinds);
    if (alias === undefined || depth >= MAX_ALIASES) return undefined;
    const key = `${OUTSIDE}read:${instanceKey(alias.unit, alias.address)}`;
    const link = this.resolve(alias.target, { ...place, unit: alias.unit, field: key }, depth + 1);
    if (link.state === 'absent') {
      const reason: UnknownReason = {
        code: 'data-source',
        message: `${alias.address} does not say what it reads`,
        range: link.range,
      };
      return { state: 'unknown', reason, key, text: target.text, origin: target.origin };
    }
    return link.state === 'unknown' ? { ...link, key: link.key ?? key } : link;
  }
}

function several(
  key: NameKey,
  place: TargetPlace,
  target: Exclude<Target, { state: 'absent' }>,
): UnknownReason {
  return {
    code: 'ambiguous',
    message: `several ${kindWords(place.kinds)} are called ${key.names.at(-1) ?? target.text}`,
    range: target.origin.range,
  };
}

/** Why it is not certain that a name means something of another unit. */
function maybe(
  key: NameKey,
  { unit, scope }: Candidate,
  place: TargetPlace,
  target: Exclude<Target, { state: 'absent' }>,
): UnknownReason {
  const at = scope.findIndex((part, index) => part === undefined || key.scope[index] === undefined);
  const what = `${kindWord(place.kinds)} ${key.names.at(-1) ?? target.text} of unit ${unit}`;
  const missing = scopeWord(key.namespace, at);
  return {
    code: 'ambiguous',
    message: `it may be ${what}: the ${missing} is not known`,
    range: target.origin.range,
  };
}

/** A text that is equal for targets that certainly mean the same thing, by what is known of their names. */
function certainKey(
  key: NameKey,
  reference: Reference | undefined,
  place: TargetPlace,
  isRead: boolean,
): string {
  const isBare = key.scope.length > 0 && key.scope.every((part) => part === undefined);
  if (isBare && reference !== undefined) return referenceText(reference);
  return isBare && isRead ? place.field : nameText(key, place.unit);
}

/** Where a part of the scope is not known, equal names are one thing only inside one unit. */
function nameText(key: NameKey, unit: string): string {
  const parts = [...key.scope, ...key.names].map((part) => (part === undefined ? '?' : plainPart(part)));
  const within = key.scope.includes(undefined) ? ` in ${unit} ${key.within ?? ''}`.trimEnd() : '';
  return `${OUTSIDE}${key.namespace}:${parts.join('/')}${within}`;
}

/** A part in which the signs that join the parts do not occur. */
function plainPart(part: string): string {
  return part.toLowerCase().replace(/[%/?]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function referenceText({ unit, address, path }: Reference): string {
  return `${OUTSIDE}value:${unit}:${formatAddressPath(address, path)}`;
}

function instanceKey(unit: string, address: string): string {
  return `${unit}:${address}`;
}
