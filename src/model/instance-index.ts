/** Finds entities by place: which of the things that an instance declares a reference leads to. */
import type { Reference } from '../values/value.ts';
import type { Draft } from './draft.ts';
import type { EntityKind } from './entities.ts';
import { addToList } from './lists-by-key.ts';

type Path = readonly (string | number)[];

/** References go no deeper than this; what is behind means the block around it. */
const MAX_DEPTH = 32;

export class InstanceIndex {
  readonly #declared = new Map<string, { readonly kind: EntityKind; readonly id: string }[]>();
  /** Every place on the way from an instance to an entity inside it. */
  readonly #ways = new Set<string>();

  /** Makes an entity known at the place where it is declared. */
  add({ unit, address, path, kind }: Pick<Draft, 'unit' | 'address' | 'path' | 'kind'>, id: string): void {
    const key = placeKey(unit, address, path);
    addToList(this.#declared, key, { kind, id });
    for (let length = 1; length <= path.length; length++) {
      this.#ways.add(placeKey(unit, address, path.slice(0, length)));
    }
  }

  /** The id of the entity in whose innermost block the reference ends, when it is of one of the kinds. */
  find({ unit, address, path }: Reference, kinds: readonly EntityKind[]): string | undefined {
    for (let length = Math.min(path.length, MAX_DEPTH); length >= 0; length--) {
      const key = placeKey(unit, address, path.slice(0, length));
      const here = this.#declared.get(key);
      if (here !== undefined) return here.find(({ kind }) => kinds.includes(kind))?.id;
      // It leads into blocks that declare entities, and to none of these: it does not mean what is around them.
      if (this.#ways.has(key)) return undefined;
    }
    return undefined;
  }
}

function placeKey(unit: string, address: string, path: Path): string {
  return JSON.stringify([unit, address, ...path]);
}
