/** Identities by name. */

/**
 * An identity by name: equal kinds, namespaces, names and scopes are one thing. Names and scopes are compared without
 * case where `namespace` says so. A scope part that is undefined is not known: inside a unit it matches any,
 * between units nothing for certain.
 */
export interface NameKey {
  /** Whose names these are, such as `azure`. */
  readonly namespace: string;
  /** The name, outer parts first: network and subnet for a subnet. */
  readonly names: readonly string[];
  /** What surrounds the name, widest first, such as subscription and resource group. */
  readonly scope: readonly (string | undefined)[];
  /**
   * Tells scope parts that are not known: in one unit, keys with equal texts have equal parts there. Such as the
   * provider configuration, which decides about the account.
   */
  readonly within?: string | undefined;
  /** Set when a part of it is a secret: it may be compared, never shown. */
  readonly sensitive?: true | undefined;
}

/** Whether all that surrounds the name is known: the key then means one thing wherever it stands. */
export function isWholeKey(key: NameKey): boolean {
  return key.scope.every((part) => part !== undefined);
}

/** A text that is equal for keys whose known parts are equal. */
export function keyText({ namespace, names, scope }: NameKey): string {
  const parts = [...scope.map((part) => part ?? '\x01'), '\x02', ...names];
  return `${namespace}\0${parts.join('\0').toLowerCase()}`;
}

/** Whether two keys can mean one thing: equal names, and no known part of the scope differs. */
export function canBeEqual(a: NameKey, b: NameKey): boolean {
  if (a.namespace !== b.namespace || a.names.length !== b.names.length) return false;
  if (!a.names.every((name, index) => name.toLowerCase() === b.names[index]?.toLowerCase())) return false;
  return a.scope.every((part, index) => {
    const other = b.scope[index];
    return part === undefined || other === undefined || part.toLowerCase() === other.toLowerCase();
  });
}
