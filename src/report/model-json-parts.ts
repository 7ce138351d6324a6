/** What the parts of the model's JSON are made of: the fields of every entity, facts, lists and ends of links. */
import { formatAddress, type Address } from '../ip/address.ts';
import { formatPrefix, type Prefix } from '../ip/prefix.ts';
import type { NameKey } from '../model/draft.ts';
import type { AnyEntity, FactList, Link, PortRange } from '../model/entities.ts';
import { locationOf } from '../text/range.ts';
import { anySensitive, knownValue, type Fact } from '../values/fact.ts';

/** What an entity's JSON begins with. */
export function head({ id, name }: AnyEntity) {
  return { id, name };
}

/** What an entity's JSON ends with: its place, its names in the cloud, and why it is uncertain where it is. */
export function foot({ unit, address, range, possible, observed, identity = [] }: AnyEntity) {
  const names = identity.filter(({ sensitive }) => sensitive !== true);
  return {
    unit,
    address,
    location: locationOf(range),
    ...(names.length === 0 ? {} : { identity: names.map(identityJson) }),
    ...(observed === true ? { observed } : {}),
    ...(possible === undefined ? {} : { possible: possible.message }),
  };
}

/** The value of a known fact that may be shown, else null. */
export function value<T>(fact: Fact<T>): T | null {
  return anySensitive([fact]) ? null : (knownValue(fact) ?? null);
}

/** The id of what a link leads to, how the code names what was not read, or null. */
export type End =
  string | { readonly external: string; readonly identity?: ReturnType<typeof identityJson> } | null;

/** A name with what surrounds it, the widest part first; null for parts that are not known. */
function identityJson({ namespace, names, scope }: NameKey) {
  return { namespace, names, scope: scope.map((part) => part ?? null) };
}

/** The end of a link. */
export function end(link: Link): End {
  if (link.state === 'resolved') return link.id;
  if (link.state !== 'external') return null;
  const { text: external, identity } = link;
  return identity === undefined ? { external } : { external, identity: identityJson(identity) };
}

/** The known elements of a list that may be shown; null when there are none and there are others. */
export function items<T, U>(list: FactList<T>, show: (item: T) => U): U[] | null {
  const shown = list.items.filter(({ sensitive }) => sensitive !== true);
  if (shown.length === 0 && list.items.length + list.unresolved.length > 0) return null;
  return shown.map((fact) => show(fact.value));
}

/** The known ranges of a list as texts, as `items` has them. */
export function prefixes(list: FactList<Prefix>): string[] | null {
  return items(list, formatPrefix);
}

/** The known addresses of a list as texts, as `items` has them. */
export function addresses(list: FactList<Address>): string[] | null {
  return items(list, formatAddress);
}

/** Such as `443` or `8000-8080`, both ends included. */
export function portText({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}
