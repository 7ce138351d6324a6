/** The words in which the address map names entities, links and facts. */
import { formatPrefix, type Prefix } from '../ip/prefix.ts';
import type { AnyEntity, FactList, Link } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { visibleLine } from '../text/visible-text.ts';
import { shownFact, type Fact } from '../values/fact.ts';
import type { UnknownReason } from '../values/value.ts';

/** An entity's name, and its id where that is another text. */
export function title({ name, id, possible }: AnyEntity): string {
  const place = name === id ? '' : `  (${visibleLine(id)})`;
  return `${visibleLine(name)}${place}${possible === undefined ? '' : '  perhaps not deployed'}`;
}

/** The name of what a link leads to. */
export function linkText(model: NetworkModel, link: Link): string {
  switch (link.state) {
    case 'resolved':
      return visibleLine(model.get(link.id)?.name ?? link.id);
    case 'external':
      return `${visibleLine(link.text)} (not in what was read)`;
    case 'unknown':
      return unknownText(link.reason);
    case 'absent':
      return 'nothing that the code names';
  }
}

/** A fact as text. */
export function factText(fact: Fact<string | number>): string {
  switch (fact.state) {
    case 'known':
      return visibleLine(shownFact<string | number>(fact, String));
    case 'unknown':
      return unknownText(fact.reason);
    case 'absent':
      return 'not stated';
  }
}

/** The known prefixes of a list, and why others are not known. */
export function prefixList(list: FactList<Prefix>): string {
  const known = list.items.map((fact) => shownFact(fact, formatPrefix));
  const unknown = new Set(list.unresolved.map(({ reason }) => unknownText(reason)));
  return [...known, ...unknown].join(', ') || 'no range';
}

/** How a gap in the knowledge is told. */
export function unknownText({ message }: UnknownReason): string {
  return `? (${visibleLine(message)})`;
}

/** A number of addresses, in groups of three digits; as a power of two where it is too long to be read. */
export function sizeText(size: bigint): string {
  const bits = size.toString(2).length - 1;
  if (bits >= 40) return 1n << BigInt(bits) === size ? `2^${bits}` : `> 2^${bits}`;
  return String(size).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
