/** The addresses of what can take part in an overlap: networks, sites, and the ranges of gateways. */
import type { Prefix } from '../../src/ip/prefix.ts';
import type { FactList, Gateway, NamedRange, Network } from '../../src/model/entities.ts';
import type { NetworkModel } from '../../src/model/model.ts';

/** Something with addresses of its own. */
export type Holder = Network | NamedRange | Gateway;

/** The holder with this id; undefined when there is none. */
export function holderOf(model: NetworkModel, id: string): Holder | undefined {
  const entity = model.get(id);
  if (entity?.kind === 'network' || entity?.kind === 'range' || entity?.kind === 'gateway') return entity;
  return undefined;
}

/** The ranges of a holder. */
export function spaceOf(holder: Holder): FactList<Prefix> {
  switch (holder.kind) {
    case 'network':
      return holder.addressSpace;
    case 'range':
      return holder.prefixes;
    case 'gateway':
      return holder.ranges;
  }
}

/** The known ranges of a holder. */
export function prefixesOf(holder: Holder): readonly Prefix[] {
  return spaceOf(holder).items.map(({ value }) => value);
}

/** How to name a holder in the middle of a sentence. */
export function nameHolder(holder: Holder): string {
  switch (holder.kind) {
    case 'network':
      return `network ${holder.name}`;
    case 'range':
      return `${holder.purpose} range ${holder.name}`;
    case 'gateway':
      return `gateway ${holder.name}`;
  }
}
