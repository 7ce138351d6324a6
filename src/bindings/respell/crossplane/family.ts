/** A family of Crossplane providers: the kinds of one cloud, which are made from one Terraform provider. */
import type { MapValue, Value } from '../../../values/value.ts';

/** What a kind stands for. */
export interface Kind {
  /** The Terraform provider's type. */
  readonly type: string;
  /** The argument that takes the external name; undefined where the cloud gives ids instead of names. */
  readonly nameArgument: string | undefined;
}

export interface Family {
  /** What groups end with: of cluster-wide kinds, and of those in namespaces. */
  readonly cloud: 'azure' | 'aws' | 'gcp';
  /** The name of the Terraform provider. */
  readonly provider: string;
  /** By kind and service, such as `Subnet.network`; the kind alone where the group has no service. */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** The kind that a reference in the place of an argument means. */
  readonly references: ReadonlyMap<string, string>;
  /** By type and spelled argument: what a provider's type calls it. */
  readonly renamed: ReadonlyMap<string, string>;
  /** By argument in the singular: the list that its references and selectors fill in all types but those of `single`. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
  /** The Terraform provider's settings, from the spec of a provider configuration. */
  readonly settings: (spec: MapValue) => Readonly<Record<string, Value | undefined>>;
}

/** Group ends of cluster-wide and of namespaced kinds. */
export function groupEnds({ cloud }: Family): readonly [clusterWide: string, namespaced: string] {
  return [`${cloud}.upbound.io`, `${cloud}.m.upbound.io`];
}

/** Rows of kind, then type. */
export function kindsOf(
  rows: readonly (readonly [kind: string, type: string, nameArgument?: string])[],
  nameArgument: string | undefined,
): ReadonlyMap<string, Kind> {
  return new Map(rows.map(([kind, type, own]) => [kind, { type, nameArgument: own ?? nameArgument }]));
}
